namespace CitesDesMetiers.Core.Accounts;

/// <summary>
/// A browser in which the person signed in before. Wrong passwords typed elsewhere never hold it up, and a sign-in from any other browser
/// is told to the person.
/// </summary>
/// <param name="hash">SHA-256 of the secret in the browser's cookie.</param>
public class KnownDevice(int userId, byte[] hash, DateTime firstSeenAt)
{
    public int Id { get; private set; }
    public int UserId { get; private set; } = userId;
    public byte[] Hash { get; private set; } = hash;
    public DateTime FirstSeenAt { get; private set; } = firstSeenAt;
}
