namespace CitesDesMetiers.Core.Accounts;

/// <summary>
/// What the site knows of a person's second factor, apart from their passkeys. Wrong codes are counted here rather than in
/// <see cref="User"/>, because they are counted at once, in one statement, while the account may be saved by somebody else.
/// </summary>
public class SecondFactor(int userId)
{
    public const int SecretLength = 500;

    public int UserId { get; private set; } = userId;

    /// <summary>The secret shared with their application (RFC 6238), encrypted; null without an application.</summary>
    public string? Secret { get; private set; }

    /// <summary>When they added the application, UTC.</summary>
    public DateTime? AppSince { get; private set; }

    /// <summary>The latest time step of which a code was taken. A code of this or an earlier step is refused.</summary>
    public long LastStep { get; private set; }

    /// <summary>Codes tried since <see cref="TriesSince"/> without success.</summary>
    public int Tries { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime TriesSince { get; private set; }

    /// <param name="secret">Encrypted.</param>
    /// <param name="step">Of the code that proved that the application knows the secret.</param>
    public void AddApp(string secret, long step, DateTime now) => (Secret, LastStep, AppSince) = (secret, step, now);

    public void RemoveApp() => (Secret, AppSince) = (null, null);
}

/// <summary>
/// A code that stands in for a lost second factor, once. Only its hash is stored, made like that of a password: the code is short enough
/// to be tried out by whoever has the database (OWASP ASVS 5.0, 6.5.2).
/// </summary>
/// <param name="salt">The same for all codes of a person, so that one hash is made for each try.</param>
public class RecoveryCode(int userId, byte[] salt, byte[] hash)
{
    public const int HashLength = 32;

    public int Id { get; private set; }
    public int UserId { get; private set; } = userId;
    public byte[] Salt { get; private set; } = salt;
    public byte[] Hash { get; private set; } = hash;

    /// <summary>UTC.</summary>
    public DateTime? UsedAt { get; private set; }
}
