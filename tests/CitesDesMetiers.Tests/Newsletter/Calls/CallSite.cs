using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Calls;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Sending.Copies;
using CitesDesMetiers.Tests.Sending.Smtp;
using CitesDesMetiers.Web.Newsletter.Calls;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace CitesDesMetiers.Tests.Newsletter.Calls;

/// <summary>A network of two Cités with a correspondent each and one without, and an editor who calls for news.</summary>
internal sealed partial class CallSite : SmtpSite
{
    public const string Message = "Pensez à l’été.\n\n<script>alert('appel')</script>";

    public int Mulhouse { get; private set; }
    public int Genes { get; private set; }
    public DeskClient Editor { get; private set; } = null!;

    public async Task PrepareAsync()
    {
        await this.AddSettingsAsync();
        Mulhouse = await this.AddCiteAsync("Cité de Mulhouse", "mulhouse");
        Genes = await this.AddCiteAsync("Cité de Gênes", "genes");
        await this.AddCiteAsync("Cité de Cascais", "cascais");
        await AddCorrespondentAsync("ines@mulhouse.example", "Inès", Mulhouse);
        await AddCorrespondentAsync("giulia@genes.example", "Giulia", Genes);
        Editor = await DeskClient.SignInAsync(this, Role.Editor);
    }

    /// <summary>Lets days go by; a session ends meanwhile, so the editor signs in again.</summary>
    public async Task PassAsync(int days)
    {
        Clock.Forward(TimeSpan.FromDays(days));
        Editor.Dispose();
        Editor = await DeskClient.SignInAsync(this, Role.Editor);
    }

    public async Task AddCorrespondentAsync(string address, string name, int cite)
    {
        await using var scope = Services.CreateAsyncScope();
        var user = new User(address, name, Role.Correspondent, cite) { EmailConfirmed = true };
        Assert.True((await scope.ServiceProvider.GetRequiredService<UserManager<User>>().CreateAsync(user, DeskClient.Password)).Succeeded);
    }

    /// <summary>Opens a call through its page, everybody asked, to end in that many days; gives its number.</summary>
    public async Task<int> OpenCallAsync(int days = 20)
    {
        var day = DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime).AddDays(days);
        var page = await Editor.GetAsync("/redaction/appels/ajout");
        var people = page.QuerySelectorAll("[name=UserIds]").OfType<IHtmlInputElement>().ToList();
        Assert.All(people, box => Assert.True(box.IsChecked));
        var answer = await Editor.SendAsync(page, "/redaction/appels/ajout", new()
        {
            ["Subject"] = "Numéro 44, septembre 2026",
            ["Message"] = Message,
            ["Day"] = day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            ["Time"] = "18:00",
        });
        Assert.True(answer.StatusCode is System.Net.HttpStatusCode.Redirect, (await DeskClient.ParseAsync(answer)).Body!.TextContent);
        return await WithDatabaseAsync(db => db.CallsForNews.Select(c => c.Id).SingleAsync());
    }

    public Task<Invitation> InvitationAsync(int cite) =>
        WithDatabaseAsync(db => db.Invitations.AsNoTracking().Include(i => i.Call).SingleAsync(i => i.CiteId == cite));

    public async Task<string> PathAsync(int cite)
    {
        var keys = await Services.GetRequiredService<AddressKeyStore>().GetAsync(default);
        return "/contribuer/" + keys.ContributionToken((await InvitationAsync(cite)).PublicId);
    }

    public async Task<int> RemindDueAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<CallReminders>().RemindDueAsync(default);
    }

    /// <summary>Waits for that many mails.</summary>
    public async Task<List<MimeMessage>> MailsAsync(int count)
    {
        await Eventually.TrueAsync(() => Relay.Mails.Count >= count, $"{count} mails have come");
        return [.. Relay.Mails.Select(m => MimeMessage.Load(new MemoryStream(MessageTests.Unstuffed(m.Raw))))];
    }

    /// <summary>The personal link in a mail.</summary>
    public static string LinkIn(MimeMessage mail) => PersonalLink().Match(mail.TextBody!).Groups[1].Value;

    public DeskClient Visitor() => new(CreateSiteClient());

    public override async ValueTask DisposeAsync()
    {
        Editor?.Dispose();
        await base.DisposeAsync();
    }

    [GeneratedRegex("https://lettre\\.example(/contribuer/[A-Za-z0-9_-]{43})\\n")]
    private static partial Regex PersonalLink();
}
