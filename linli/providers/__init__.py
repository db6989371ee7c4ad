"""Providers 服务输出者: who teaches and serves here, what they are proud of, and under what terms.

Nouns: Provider (a person or a body), Credential, Agreement (with its courses), Substitution.
Verbs: enter_provider, describe, release, withdraw, tell_share, keep_credential; propose, answer,
end_agreement; substitute.
Each is an organisation of kind "provider": a teacher signs in with a role held in it and sees what
is theirs and nothing else. The street reads what the provider released. An agreement is proposed by
the desk and agreed by the provider, is never edited, and no two of one provider share a course and
a day; near minors nobody begins without a check of this year.
"""
