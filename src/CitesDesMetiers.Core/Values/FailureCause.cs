namespace CitesDesMetiers.Core.Values;

/// <summary>Why a message did not arrive, as far as the codes of RFC 3463 and the words of providers tell.</summary>
public enum FailureCause
{
    /// <summary>No such mailbox, or no such domain.</summary>
    UnknownAddress,

    /// <summary>The mailbox exists and takes nothing: disabled, moved.</summary>
    Inactive,
    MailboxFull,

    /// <summary>The provider refuses us, or what we wrote: never the address's fault.</summary>
    Policy,

    /// <summary>Nothing more is known than that it did not arrive in time.</summary>
    Unreachable,
    Other,
}
