"""Cases: how a family is walked with, from a neighbour's word until it no longer needs us.

Nouns: Lead, CaseFile, Assessment, CasePlan, Goal, Intervention, FollowUp, DomainScore, Evaluation,
Closure. Verbs: raise_lead, take_in, decline_lead, assign_worker, assess, plan, intervene,
follow_up, evaluate, close, reopen, ask_fund.
The stages are those of MZ/T 094-2017 (接案 预估 计划 介入 评估 结案), derived from what was
done and when, never set by hand. Words of a case are sealed; deeds hold ids only.
"""
