namespace CitesDesMetiers.Sending.Copies;

/// <summary>The parts in which copies of one issue differ.</summary>
internal enum CopyMark
{
    /// <summary>No mark: text common to all copies.</summary>
    None,
    Token,
    ManageToken,
    Address,
    MessageId,
    Date,
}

/// <summary>The values of one copy, in ASCII.</summary>
internal readonly record struct CopyValues(byte[] Token, byte[] ManageToken, byte[] Address, byte[] MessageId, byte[] Date)
{
    public ReadOnlyMemory<byte> this[CopyMark mark] =>
        mark switch
        {
            CopyMark.Token => Token,
            CopyMark.ManageToken => ManageToken,
            CopyMark.Address => Address,
            CopyMark.MessageId => MessageId,
            CopyMark.Date => Date,
            _ => default,
        };
}
