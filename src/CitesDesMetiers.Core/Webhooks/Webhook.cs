using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Core.Webhooks;

/// <summary>An address of another program that is called at each publication.</summary>
/// <param name="url">Absolute.</param>
/// <param name="name">How the desk calls it.</param>
/// <param name="secret">The key that signs the calls, encrypted.</param>
/// <param name="createdAt">UTC.</param>
public class Webhook(string url, string name, byte[] secret, DateTime createdAt)
{
    public const int NameLength = 100;

    private readonly List<WebhookCall> calls = [];

    public int Id { get; private set; }
    public string Url { get; private set; } = WebAddress.Check(url, nameof(url))!;
    public string Name { get; private set; } = Text.Line(name, NameLength, nameof(name));
    public byte[] Secret { get; private set; } = secret;
    public DateTime CreatedAt { get; private set; } = createdAt;
    public IReadOnlyList<WebhookCall> Calls => calls;
}
