using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace CitesDesMetiers.Web.Newsletter.Subscribers;

/// <summary>
/// When a form was shown, under a seal: people mostly take seconds to fill it in, programs do not. It is no proof: in Chromium
/// an address that a password manager puts in is sent after 0.2 to 0.35 s, a pasted one after 0.9 s, one typed after 3.7 s.
/// (The list from which Chromium itself fills in a field cannot be worked without a screen; it costs about as much as pasting.)
/// So who is fast is asked a question, never refused.
/// </summary>
public sealed class FormStamp(IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>Shorter is no typing.</summary>
    public static readonly TimeSpan Least = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Most = TimeSpan.FromDays(1);

    private readonly IDataProtector protector = protection.CreateProtector(nameof(FormStamp));

    public string Draw() => protector.Protect(clock.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));

    /// <summary>How long ago it was drawn; null when it is not one of ours, or a day old.</summary>
    public TimeSpan? AgeOf(string? stamp)
    {
        try
        {
            var drawn = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(protector.Unprotect(stamp ?? ""), CultureInfo.InvariantCulture));
            return clock.GetUtcNow() - drawn is var age && age <= Most ? age : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
