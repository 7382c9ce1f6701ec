//! What the audit log says, in words.

use crate::i18n::*;
use domain::audit::AuditAct;
use leptos_i18n::I18nContext;

pub(super) fn act_words(i18n: I18nContext<Locale>, act: AuditAct) -> &'static str {
    match act {
        AuditAct::AdultAdded => t_string!(i18n, audit.adult_added),
        AuditAct::AdultDisabled => t_string!(i18n, audit.adult_disabled),
        AuditAct::AdultEnabled => t_string!(i18n, audit.adult_enabled),
        AuditAct::AdultInvited => t_string!(i18n, audit.adult_invited),
        AuditAct::AdultLocked => t_string!(i18n, audit.adult_locked),
        AuditAct::AdultPassword => t_string!(i18n, audit.adult_password),
        AuditAct::AdultSignedIn => t_string!(i18n, audit.adult_in),
        AuditAct::AdultSignedOut => t_string!(i18n, audit.adult_out),
        AuditAct::AdultSignedOutEverywhere => t_string!(i18n, audit.adult_out_everywhere),
        AuditAct::ChildAdded => t_string!(i18n, audit.child_added),
        AuditAct::ChildArchived => t_string!(i18n, audit.child_archived),
        AuditAct::ChildBroughtBack => t_string!(i18n, audit.child_brought_back),
        AuditAct::ChildCorrected => t_string!(i18n, audit.child_corrected),
        AuditAct::ChildLocked => t_string!(i18n, audit.child_locked),
        AuditAct::ChildLook => t_string!(i18n, audit.child_look),
        AuditAct::ChildMerged => t_string!(i18n, audit.child_merged),
        AuditAct::ChildMoved => t_string!(i18n, audit.child_moved),
        AuditAct::ChildPictures => t_string!(i18n, audit.child_pictures),
        AuditAct::ChildUnlocked => t_string!(i18n, audit.child_unlocked),
        AuditAct::ClassClosed => t_string!(i18n, audit.class_closed),
        AuditAct::ClassOpened => t_string!(i18n, audit.class_opened),
        AuditAct::CompetenciesImported => t_string!(i18n, audit.competencies_imported),
        AuditAct::DaysOffDeleted => t_string!(i18n, audit.days_off_deleted),
        AuditAct::DaysOffSet => t_string!(i18n, audit.days_off_set),
        AuditAct::DeviceEnrolled => t_string!(i18n, audit.device_enrolled),
        AuditAct::DeviceRevoked => t_string!(i18n, audit.device_revoked),
        AuditAct::EventMismatch => t_string!(i18n, audit.event_mismatch),
        AuditAct::GoalBeside => t_string!(i18n, audit.goal_beside),
        AuditAct::PlanFormSet => t_string!(i18n, audit.plan_form_set),
        AuditAct::RosterImported => t_string!(i18n, audit.roster_imported),
        AuditAct::ScoresImported => t_string!(i18n, audit.scores_imported),
        AuditAct::ScoresUndone => t_string!(i18n, audit.scores_undone),
        AuditAct::StayRecovered => t_string!(i18n, audit.stay_recovered),
        AuditAct::SurveyStarted => t_string!(i18n, audit.survey_started),
        AuditAct::SurveyStopped => t_string!(i18n, audit.survey_stopped),
        AuditAct::TermsSet => t_string!(i18n, audit.terms_set),
    }
}
