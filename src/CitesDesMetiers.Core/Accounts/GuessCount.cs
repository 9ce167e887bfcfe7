namespace CitesDesMetiers.Core.Accounts;

/// <summary>How often a password was tried for one account from one network or known device since the last right one.</summary>
/// <param name="key">SHA-256 of account and origin. Addresses without an account count as well, so that the response is the same.</param>
public class GuessCount(byte[] key, int tries, DateTime nextAt)
{
    public byte[] Key { get; private set; } = key;
    public int Tries { get; private set; } = tries;

    /// <summary>When the next try is allowed, UTC.</summary>
    public DateTime NextAt { get; private set; } = nextAt;
}
