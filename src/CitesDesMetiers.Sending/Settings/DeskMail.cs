using System.Security.Cryptography;
using System.Text;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Settings;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace CitesDesMetiers.Sending.Settings;

/// <summary>The mail settings of the desk as keys of the configuration, which comes before them (docs/decisions/0039-mail-at-the-desk.md).</summary>
public sealed class DeskMail(IConfiguration configuration, IServiceProvider services, ILogger<DeskMail> logger)
{
    /// <summary>The relay refuses it, so mails wait until somebody enters the right one.</summary>
    private const string LostPassword = "(lost)";

    private readonly IConfigurationSection section = configuration.GetSection(MailOptions.Section);
    private volatile IReadOnlyDictionary<string, string?> values = new Dictionary<string, string?>();
    private Guid? version;

    /// <summary>Not before it is needed: the first start makes its keys only after it has read and checked the options.</summary>
    private IDataProtector Protector => services.GetDataProtector(nameof(MailSettings));

    public bool FixesSender => section["From"] is { Length: > 0 };

    public bool FixesReplyTo => section["ReplyTo"] is { Length: > 0 };

    /// <summary>Whether the configuration sets anything of the relay. A relay is never made of parts of both.</summary>
    public bool FixesRelay =>
        section["Transport"] is { Length: > 0 } || section.GetSection("Relays").GetChildren().Any()
        || section.GetSection("Smtp").GetChildren().Any(c => c.Key != "Connections");

    /// <summary>A new object for each change.</summary>
    internal IReadOnlyDictionary<string, string?> Values => values;

    /// <summary>The section <c>Mail</c> with the settings of the desk beneath it.</summary>
    internal IConfigurationSection Section =>
        new ConfigurationBuilder().AddInMemoryCollection(values).AddConfiguration(configuration).Build().GetSection(MailOptions.Section);

    public byte[] Encrypt(string password) => Protector.Protect(Encoding.UTF8.GetBytes(password));

    /// <summary>Reads what is stored, at the start, after a change and now and then for the changes of other instances.</summary>
    public async Task ReadAsync(NewsletterContext db, CancellationToken cancellation)
    {
        var stored = await db.MailSettings.AsNoTracking().SingleOrDefaultAsync(cancellation);
        if (stored?.Version != version)
        {
            values = (stored is null ? [] : Keys(stored)).ToDictionary(v => $"{MailOptions.Section}:{v.Key}", v => v.Value);
            version = stored?.Version;
        }
    }

    private IEnumerable<(string Key, string? Value)> Keys(MailSettings stored)
    {
        if (stored.SenderAddress is { } sender)
        {
            yield return ("From", new MailboxAddress(stored.SenderName ?? "", sender).ToString());
        }

        yield return ("ReplyTo", stored.ReplyTo);
        if (FixesRelay || stored.RelayHost is null)
        {
            yield break;
        }

        yield return ("Transport", nameof(MailTransportKind.Smtp));
        yield return ("Smtp:Host", stored.RelayHost);
        yield return ("Smtp:Port", stored.RelayPort?.ToString(System.Globalization.CultureInfo.InvariantCulture));
        yield return ("Smtp:Security", stored.RelaySecurity.ToString());
        yield return ("Smtp:User", stored.RelayUser);
        yield return ("Smtp:Password", stored.RelayPassword is { } password ? Decrypt(password) : null);
    }

    private string Decrypt(byte[] password)
    {
        try
        {
            return Encoding.UTF8.GetString(Protector.Unprotect(password));
        }
        catch (CryptographicException e)
        {
            logger.LogError(e, "The password of the relay cannot be decrypted: its key is lost. Enter it again under Réglages, Courrier.");
            return LostPassword;
        }
    }
}
