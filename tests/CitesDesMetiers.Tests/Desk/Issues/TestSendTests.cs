using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Sending.Smtp;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Desk.Issues;

/// <summary>Several people read an issue before it goes out.</summary>
public sealed class TestSendTests : IAsyncLifetime
{
    private readonly SmtpSite site = new();
    private DeskClient desk = null!;
    private string page = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        site.Settings["RateLimits:TestSendsPerHour"] = "12";
        await site.AddSettingsAsync();
        desk = await DeskClient.SignInAsync(site, Role.Editor);
        page = $"/redaction/numeros/{await site.AddIssueAsync()}/verification";
    }

    [Fact]
    public async Task Addresses_stand_between_commas_semicolons_or_lines_and_each_gets_its_own_mail_once()
    {
        var said = await SendAsync("ada@reseau.example, paul@reseau.example;\nlea@reseau.example\r\nADA@reseau.example;");

        Assert.Contains("L’essai est parti vers ada@reseau.example, paul@reseau.example et lea@reseau.example.", said, StringComparison.Ordinal);
        Assert.Equal(
            [["ada@reseau.example"], ["paul@reseau.example"], ["lea@reseau.example"]], site.Relay.Mails.Select(m => m.To.ToArray()));
    }

    [Fact]
    public async Task Each_unusable_address_is_named_and_nothing_goes_out()
    {
        var said = await SendAsync("ada@reseau.example, sans-arobase, léa@reseau.example");

        Assert.Contains("« sans-arobase » : il manque le signe @", said, StringComparison.Ordinal);
        Assert.Contains("« léa@reseau.example » : la partie avant le signe @", said, StringComparison.Ordinal);
        Assert.Contains("ada@reseau.example, sans-arobase", said, StringComparison.Ordinal);
        Assert.Empty(site.Relay.Mails);
    }

    [Theory]
    [InlineData(11, "10 au plus, et vous en donnez 11")]
    [InlineData(5_000, "c’est trop long pour dix adresses")]
    public async Task More_than_ten_are_refused(int count, string reason)
    {
        Assert.Contains(reason, await SendAsync(Many(count)), StringComparison.Ordinal);
        Assert.Empty(site.Relay.Mails);
    }

    [Fact]
    public async Task The_quota_counts_mails_and_says_how_many_are_left()
    {
        await SendAsync(Many(10));

        Assert.Contains("il ferait 3 courriels, et il vous en reste 2 pour cette heure", await SendAsync(Many(3)), StringComparison.Ordinal);
        Assert.Equal(10, site.Relay.Mails.Count);
        Assert.Contains("L’essai est parti", await SendAsync(Many(2)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_group_is_kept_on_request_for_every_issue_and_every_editor()
    {
        Assert.Equal((desk.Address, true), await ProposedAsync(desk, page));
        await SendAsync("ada@reseau.example; paul@reseau.example", keep: true);
        var version = await site.WithDatabaseAsync(db => db.Settings.Select(s => s.Version).SingleAsync(Cancel));
        await SendAsync("une-fois@reseau.example", keep: false);
        using var other = await DeskClient.SignInAsync(site, Role.Editor);

        Assert.Equal(
            ("ada@reseau.example\npaul@reseau.example", false),
            await ProposedAsync(other, $"/redaction/numeros/{await site.AddIssueAsync(8)}/verification"));
        await SendAsync("lea@reseau.example", keep: true);
        Assert.Equal(("lea@reseau.example", false), await ProposedAsync(other, page));
        Assert.Equal(version, await site.WithDatabaseAsync(db => db.Settings.Select(s => s.Version).SingleAsync(Cancel)));
    }

    [Fact]
    public async Task A_relay_that_does_not_answer_is_tried_once_and_the_rest_is_named()
    {
        var port = await site.StopRelayAsync();

        var said = await SendAsync("ada@reseau.example, paul@reseau.example, lea@reseau.example");
        site.StartRelay(port);

        Assert.Contains("Vers ada@reseau.example, l’essai n’est pas parti", said, StringComparison.Ordinal);
        Assert.Contains("Rien n’a été essayé vers paul@reseau.example et lea@reseau.example.", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_the_relay_refuses_is_named_and_the_others_get_theirs()
    {
        site.Relay.Script = (moment, to) => Task.FromResult(
            moment is SmtpMoment.Recipient && to.Contains("paul", StringComparison.Ordinal) ? "550 5.1.1 No such user" : null);

        var said = await SendAsync("ada@reseau.example, paul@reseau.example, lea@reseau.example");

        Assert.Contains("L’essai est parti vers ada@reseau.example et lea@reseau.example, mais pas partout.", said, StringComparison.Ordinal);
        Assert.Contains("Vers paul@reseau.example, l’essai n’est pas parti : le serveur de courrier le refuse", said, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        desk.Dispose();
        await site.DisposeAsync();
    }

    private static string Many(int count) => string.Join('\n', Enumerable.Range(1, count).Select(n => $"lecteur{n}@reseau.example"));

    private static async Task<(string Addresses, bool Keep)> ProposedAsync(DeskClient desk, string page)
    {
        var form = (await desk.GetAsync(page)).QuerySelector("form[action$='/essai']")!;
        return (form.QuerySelector("textarea")!.TextContent, form.QuerySelector("input[type=checkbox]")!.HasAttribute("checked"));
    }

    private async Task<string> SendAsync(string addresses, bool keep = false)
    {
        var answer = await desk.SubmitAsync(page, new() { ["Addresses"] = addresses, ["Keep"] = keep ? "true" : "false" }, "/essai");
        return answer.Headers.Location is { } next
            ? (await desk.GetAsync(next.OriginalString)).Body!.TextContent
            : (await DeskClient.ParseAsync(answer)).Body!.TextContent;
    }
}
