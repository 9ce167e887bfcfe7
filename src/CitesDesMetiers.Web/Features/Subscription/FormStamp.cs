using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace CitesDesMetiers.Web.Features.Subscription;

/// <summary>When a form was shown, under a seal: people take seconds to fill it in, programs do not.</summary>
public sealed class FormStamp(IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>Shorter is no reading and no typing.</summary>
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
