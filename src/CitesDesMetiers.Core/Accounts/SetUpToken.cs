namespace CitesDesMetiers.Core.Accounts;

/// <summary>The token that opens the set-up of a site without accounts. There is at most one, so that several instances have the same.</summary>
/// <param name="hash">SHA-256 of the token.</param>
/// <param name="createdAt">In UTC.</param>
public class SetUpToken(byte[] hash, DateTime createdAt)
{
    private const int Only = 1;

    public int Id { get; private set; } = Only;
    public byte[] Hash { get; private set; } = hash;
    public DateTime CreatedAt { get; private set; } = createdAt;
}
