"""Which columns of text may tell of a person or of what was meant for few, and which may be read by everybody.

Every column that can hold text stands here once. A new one breaks the test of the canary until somebody has decided where it
belongs: `PERSONAL` for what people said, who they are, how they are reached, and what the staff wrote for themselves; `OPEN` for
names, keys, and texts that are written to be read by everybody.
"""

_PERSONAL = """
    account: email name sort_name phone password_hash
    agenda_item: responsible
    agreement: owner_name owner_email asked_because
    agreement_entry: text
    api_client: purpose names_reason
    archive_order: reason error
    checklist_step: waived_reason note
    committee_member: name function
    contribution: place_text text moderation_reason
    contribution_contact: email phone name address
    contribution_moderation: before reason
    council_paper: facts evidence costs proposal
    data_collection: contact_name contact_phone contact_email
    decision: wording review
    deliberation: remark
    diary_entry: text
    evaluation: reason next_steps
    evidence: quote source
    evidence_decision: reason
    exchange_share: text
    funding_application: file_number
    goal_statement: reason
    group_idea: reason
    handover: words
    help_request: question answer
    internal_note: text
    job: title args error
    measure: what stopped_reason
    measure_entry: text
    measure_risk: text response
    member: name sort_name organisation function email phone address
    minutes_remark: text reply
    need: description deleted_reason
    need_analysis: begun_because question findings conclusion
    need_entry: payload
    nightly_file: failure
    note_entry: text
    notice_sheet: hangs_where
    offer_report: text contact
    oparl_reading: result problem
    open_question: text answer
    outbox_message: payload last_error
    outgoing_mail: to_address subject body headers
    participant: name sort_name organisation function email phone address substitute remark
    project_entry: text
    recommendation: body
    sector_plan: contact_name contact_phone contact_email
    stakeholder: notes next_step
    stakeholder_contact: name sort_name function email email_key phone phone_key address
    stakeholder_review: next_step
    start_check: remark
    stored_answer: body
    sub_project_entry: text
    survey_invitation_batch: name
    survey_progress: answers
    survey_response: answers
    survey_sheet: second_answers
    swot_entry: text
    target_actual: remark
    triage_decision: reason_public
    triage_item: reason_public
    walk_audit: participants
    webhook: description
"""
_OPEN = """
    action_field: key name
    agenda_item: title material
    agreement: text owner_function said
    analysis_indicator: indicator_key name unit compared_with source
    api_client: name prefix rights
    archive_order: sha256
    audit_entry: kind facts
    basic_function: key name
    case_file: number
    checklist_step: title explanation due_reason proof proof_found
    checklist_version: changes
    committee: name name_key task
    committee_session: venue
    consultation: slug title purpose contact_name contact_phone contact_email outcome
    contribution: language
    contribution_photo: file_name
    correction_note: text signed_by
    council_paper: number title outside_number outside_address
    counted_thing: name unit
    county: portal_name name short_name ags state accent stripe contact_name contact_phone contact_email
    county: contact_hours address imprint privacy accessibility
    county_arms: digest
    data_collection: title subject runner_name
    date_finding: title venue
    deliberation: agenda_item outside_address
    effect: statement indicator_key indicator_name target source measured judgement
    evaluation: ladder
    evidence: channel
    evidence_decision: proposed facts
    evidence_rule: note
    exchange_meeting: place topics
    feed_event: need_number
    funding_application: title subject_title purpose reason
    funding_booking: label file_name
    funding_plan_line: label
    funding_programme: name short_name funder
    funding_programme_version: source dates notes
    funding_report: introduction outlook
    funding_rule: sentence
    future_workshop: slug title purpose venue participants led_by contact_name contact_phone contact_email summary
    goal: title meaning indicator_key outcome_reason
    goal_part: name
    goal_procedure: title purpose conclusion
    goal_statement: wording
    goal_version: content
    group_idea: text
    handover: points
    indicator: key name sort_name formula unit source ages note
    indicator_change: indicator_key part
    indicator_import: file_name title source rows report error
    indicator_mapping: meaning
    indicator_value: indicator_key part
    job: kind result_path result_filename result_mimetype
    kuemmerer_project: name sort_name aim contact_name contact_phone
    measure: title sort_title public_title public_sentence
    meeting: title venue invitation cancel_reason
    milestone: title
    minutes: summary signed_by signed_as content
    minutes_delivery: way
    need: number title public_title public_sentence
    need_analysis: group_source
    nightly_version: stored_as filename checksum
    number_series: name
    offer: slug name sort_name what address phone email website hours_note costs
    offer_import: file_name rows report
    oparl_reading: address title reference
    open_data_file: sha256
    open_data_release: licence publisher
    outbox_message: kind
    outgoing_mail: key calendar composer
    paper_template: file_name placeholders
    paper_version: content digest
    participant: assistance
    periodic_run: name
    pin_category: label
    pin_group: label
    pin_map: slug title question purpose group_question contact_name contact_phone contact_email
    pin_map_session: title note
    pin_map_session_photo: file_name
    priority_criterion: key name_key name question meanings
    priority_round: title purpose conclusion
    project_phase: gate_reference
    project_photo: file_name
    project_sketch: title what who when_done with_whom first_step godparent
    public_answer: sentence simple_text simple_checked_by
    recommendation: number title
    recommendation_option: title body pros cons cost_note
    report_chapter: text
    report_release: title content digest
    round_criterion: name question meanings
    round_table: slug title purpose venue host_name host_function sender contact_name contact_phone contact_email
    run_sheet_item: title material spoken
    sector_plan: key name sort_name legal_basis purpose
    sector_plan_indicator: name name_key source
    sketch_entry: sentence
    social_report: title preface
    sozialraum: ags ars name designation slug path welcome phone phone_of
    stakeholder: name sort_name role website
    stakeholder_contact: erased_marks
    stakeholder_import: file_name rows report
    stakeholder_merge: contact_ids field_ids filled
    start_check: answers
    stored_answer: key etag
    sub_project: name sort_name goal
    sub_project_milestone: title
    sub_project_photo: caption file_name
    survey: slug titles purposes audience contact_name contact_phone contact_email return_address draft
    survey: import_report
    survey_library_question: definition keywords
    survey_progress: language
    survey_release: content
    survey_response: language
    survey_sheet: differences
    survey_sheet_batch: event
    survey_tagged_text: question
    survey_text_mark: question
    survey_text_tag: label
    survey_version: definition titles purposes audience
    swot: title made_with
    swot_entry: indicator_key
    swot_version: note content
    target_actual: subject subject_key unit indicator_key actual_source target_source means
    target_group: key name
    template_step: title explanation proof
    text_module: text simple_text simple_checked_by
    triage_item: kind channel
    walk_audit: title route weather summary
    wall: title room_code
    wall_card: name
    wall_cluster: title
    wall_column: title hint
    wall_photo: file_name caption
    webhook: url event_types
    webhook_attempt: message_id event_type
    working_group: name purpose
"""


def _columns(text: str) -> set[tuple[str, str]]:
    lines = (line.partition(":") for line in text.strip().splitlines())
    return {(table.strip(), column) for table, _, columns in lines for column in columns.split()}


PERSONAL = _columns(_PERSONAL)
OPEN = _columns(_OPEN)
