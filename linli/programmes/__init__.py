"""Programmes 活动: what goes on, for whom, and on which days; never who comes.

Nouns: Programme (a scene, goals, ages), Course, Timetable (a rule from a day on), ClassSession.
Verbs: open_programme, change_programme, close_programme; open_course, change_timetable,
move_session, add_session, cancel_sessions, restore_session.
A session is a row made from a rule when the rule is set; moving it moves its room's booking in the
same transaction. What lies in the past never changes. Places, people and notices are the hall's.
Beside the usual files: calendars.py (iCalendar of what is open to all).
"""
