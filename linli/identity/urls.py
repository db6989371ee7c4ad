"""Identity's addresses. ``library`` bears the names the sign-in library asks for, so no namespace.

Its views cannot be dressed where they are written, so they get their door here. What is not listed
does not exist: no sign-up, no e-mail, no password by mail, no social account.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import path

from linli.identity import desk as at_desk, my as at_home, public as on_street
from linli.identity.doors import my as my_door, public as public_door

public = [
    path(
        "first-administrator/<str:token>/",
        on_street.first_administrator,
        name="first_administrator",
    ),
]

my = [
    path("second-factor/", at_home.second_factor, name="second_factor"),
]

desk = [
    path("staff/", at_desk.index, name="desk_index"),
    path("staff/new/", at_desk.take_on, name="desk_take_on"),
    path("staff/<uuid:user_id>/", at_desk.person, name="desk_person"),
    path("staff/<uuid:user_id>/roles/", at_desk.appoint, name="desk_appoint"),
    path("staff/<uuid:user_id>/password/", at_desk.new_password, name="desk_new_password"),
    path("staff/<uuid:user_id>/close/", at_desk.close_login, name="desk_close_login"),
    path("staff/<uuid:user_id>/reopen/", at_desk.reopen_login, name="desk_reopen_login"),
    path("roles/<uuid:role_id>/end/", at_desk.dismiss, name="desk_dismiss"),
    path("organisations/new/", at_desk.found_organisation, name="desk_organisation"),
]

library = [
    path("sign-in/", public_door(account.login), name="account_login"),
    path("sign-in/code/", public_door(mfa.authenticate), name="mfa_authenticate"),
    path("sign-in/passkey/", public_door(passkeys.login_webauthn), name="mfa_login_webauthn"),
    path("sign-in/closed/", public_door(account.account_inactive), name="account_inactive"),
    path("sign-out/", public_door(account.logout), name="account_logout"),
    path("my/sign-in/", at_home.sign_in_settings, name="mfa_index"),
    path("my/sign-in/password/", at_home.change_password, name="account_change_password"),
    path("my/sign-in/again/", my_door(account.reauthenticate), name="account_reauthenticate"),
    path("my/sign-in/again/code/", my_door(mfa.reauthenticate), name="mfa_reauthenticate"),
    path(
        "my/sign-in/again/passkey/",
        my_door(passkeys.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path("my/sign-in/codes/on/", my_door(totp.activate_totp), name="mfa_activate_totp"),
    path("my/sign-in/codes/off/", my_door(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("my/sign-in/recovery/", at_home.recovery_codes, name="mfa_view_recovery_codes"),
    path("my/sign-in/passkeys/", my_door(passkeys.list_webauthn), name="mfa_list_webauthn"),
    path("my/sign-in/passkeys/add/", my_door(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path(
        "my/sign-in/passkeys/<int:pk>/remove/",
        my_door(passkeys.remove_webauthn),
        name="mfa_remove_webauthn",
    ),
]
