namespace CitesDesMetiers.Core.Values;

/// <summary>Why a message did not arrive, from the codes of RFC 3463 and the wording of providers.</summary>
public enum FailureCause
{
    /// <summary>No such mailbox, or no such domain.</summary>
    UnknownAddress,

    /// <summary>The mailbox exists but accepts nothing: disabled or moved.</summary>
    Inactive,
    MailboxFull,

    /// <summary>The provider refuses the sender or the content; the address is not at fault.</summary>
    Policy,

    /// <summary>The message did not arrive in time; nothing more is known.</summary>
    Unreachable,
    Other,
}
