using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Web.Platform.Identity.Factors;

namespace CitesDesMetiers.Tests.Site.Account;

/// <summary>An application that shows codes, on a telephone whose clock is right unless a test puts it off.</summary>
public sealed class Phone(byte[] secret, SetClock clock)
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public byte[] Secret => secret;

    public TimeSpan Off { get; set; }

    public string Code => Totp.CodeAt(Totp.StepAt(clock.GetUtcNow() + Off), secret);

    /// <summary>Types the secret that the page shows.</summary>
    public static async Task<Phone> OfAsync(DeskClient person, SetClock clock)
    {
        var page = await person.GetAsync("/compte/securite/application");
        var text = page.QuerySelector("code")!.TextContent.Replace(" ", "", StringComparison.Ordinal);
        var bits = string.Concat(text.Select(c => Convert.ToString(Letters.IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return new Phone([.. bits.Chunk(8).Select(b => Convert.ToByte(new string(b), 2))], clock);
    }

    /// <summary>Signs in with a new account and adds the application.</summary>
    /// <returns>The recovery codes, too.</returns>
    public static async Task<(DeskClient Person, Phone Phone, IReadOnlyList<string> Codes)> EnrolAsync(ClockedSite site, Role role = Role.Editor)
    {
        var person = await DeskClient.SignInAsync(site, role);
        var phone = await OfAsync(person, site.Clock);
        await person.SubmitAsync("/compte/securite/application", new() { ["Code"] = phone.Code });
        var codes = (await person.GetAsync("/compte/securite/codes")).QuerySelectorAll(".recovery-codes code").Select(c => c.TextContent).ToList();
        return (person, phone, codes);
    }
}
