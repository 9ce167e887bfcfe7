using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Caching.Memory;

namespace CitesDesMetiers.Web.Newsletter.Subscribers;

/// <summary>Records, in protected form, when a form was shown. People mostly need seconds to fill it in, programs do not.</summary>
/// <remarks>
/// A fast answer proves nothing, so it leads to a question and never to a refusal. Measured in Chromium: 0.2 to 0.35 s with a
/// password manager, 0.9 s with a pasted address, 3.7 s with a typed one. Chromium's own autofill was not measured, because it needs
/// a screen. It probably takes as long as pasting.
/// </remarks>
public sealed class FormStamp(IDataProtectionProvider protection, TimeProvider clock) : IDisposable
{
    /// <summary>A form that comes back sooner was probably not typed.</summary>
    public static readonly TimeSpan MinimumAge = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan MaximumAge = TimeSpan.FromDays(1);

    /// <summary>
    /// Stamps that served, on this instance, until they are too old anyway. They are few: each stands for a sign-up within the hourly limit.
    /// </summary>
    private readonly MemoryCache used = new(new MemoryCacheOptions());

    private readonly IDataProtector protector = protection.CreateProtector(nameof(FormStamp));

    /// <summary>Whether the form that it is for was sent before. Programs send one form many times.</summary>
    public bool HasServed(string stamp) => used.TryGetValue(stamp, out _);

    public void MarkServed(string stamp) => used.Set(stamp, true, MaximumAge);

    public void Dispose() => used.Dispose();

    public string Draw() => protector.Protect(clock.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));

    /// <summary>The age of the stamp; null when the site did not make it, or it is older than a day.</summary>
    public TimeSpan? AgeOf(string? stamp)
    {
        try
        {
            var drawn = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(protector.Unprotect(stamp ?? ""), CultureInfo.InvariantCulture));
            return clock.GetUtcNow() - drawn is var age && age <= MaximumAge ? age : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
