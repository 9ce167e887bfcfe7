namespace CitesDesMetiers.Web.Letters;

/// <summary>Why somebody is sent a link with which to choose a password.</summary>
public enum PasswordLinkKind
{
    /// <summary>Their account is new.</summary>
    Invitation,

    /// <summary>They forgot the one they had.</summary>
    Forgotten,
}
