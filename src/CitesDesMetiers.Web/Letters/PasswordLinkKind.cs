namespace CitesDesMetiers.Web.Letters;

/// <summary>The reason for which somebody is sent a link to choose a password.</summary>
public enum PasswordLinkKind
{
    /// <summary>The account is new.</summary>
    Invitation,

    /// <summary>The password was forgotten.</summary>
    Forgotten,
}
