using System.Net;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Web.Site.Errors;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Platform;

/// <summary>Which quota each form has. A new form fails here until it has one, or a reason for none.</summary>
public class QuotaTests
{
    private const string Save = "none: an ordinary save at the desk, of one entry, by an account that is known";
    private const string Own = "none: changes something of one's own, at the cost of a few rows";

    /// <summary>By action, or by controller for all of its other actions.</summary>
    private static readonly Dictionary<string, string> Quotas = new()
    {
        ["Account.SignIn"] = "sign-in",
        ["Account.SignOutNow"] = Own,
        ["App.Add"] = "sign-in",
        ["App"] = Own,
        ["Confirmation"] = "subscription",
        ["Contribution"] = "contribution",
        ["ContributionDate"] = "contribution",
        ["ContributionDrafts"] = "contribution",
        ["ContributionEditor"] = "contribution",
        ["ContributionMove"] = "contribution",
        ["Data"] = "subscription",
        ["Erasure"] = "subscription",
        ["FullLink"] = "public-form",
        ["Leaving"] = "subscription",
        ["Less"] = "subscription",
        ["LinkRequest"] = "public-form",
        ["Move"] = "public-form",
        ["MyAccount.Change"] = "current-password",
        ["MyAccount.Advise"] = "preview",
        ["MyAccount"] = Own,
        ["NewAddress"] = "subscription",
        ["Passkeys"] = Own,
        ["PasskeySignIn.SignInNow"] = "sign-in",
        ["PasskeySignIn"] = "public-form",
        ["Password.Advise"] = "contribution",
        ["Password.Choose"] = "sign-in",
        ["Password.Forgotten"] = "public-form",
        ["Pause"] = "subscription",
        ["PolicyReports"] = "policy-report",
        ["Preferences"] = "subscription",
        ["Renewal"] = "subscription",
        ["SecondStep"] = "sign-in",
        ["Security"] = Own,
        ["Sessions"] = Own,
        ["SetUp"] = "set-up",
        ["Subscription.From"] = "subscription",
        ["Subscription.SignUp"] = "public-form",
        ["Unsubscription"] = "none: mail programs leave for many people from one address (RFC 8058), and leaving must never be refused",
        ["Desk.Addition"] = Save,
        ["Desk.Agenda"] = Save,
        ["Desk.AgendaPaste"] = Save,
        ["Desk.Correction"] = Save,
        ["Desk.Batches"] = Save,
        ["Desk.Documents"] = "upload",
        ["Desk.Documents.Delete"] = Save,
        ["Desk.Documents.TakeBack"] = Save,
        ["Desk.Approval"] = Save,
        ["Desk.Audience"] = Save,
        ["Desk.Audit"] = "costly",
        ["Desk.Calls"] = Save,
        ["Desk.Cites"] = Save,
        ["Desk.Composition"] = Save,
        ["Desk.Contacts"] = Save,
        ["Desk.Dashboard"] = Save,
        ["Desk.Deleted"] = Save,
        ["Desk.DispatchRetries"] = "none: the limits of the relay count every message",
        ["Desk.DispatchSteps"] = "none: whoever must stop a dispatch must never wait",
        ["Desk.Domain"] = "costly",
        ["Desk.Drafts.Abandon"] = Save,
        ["Desk.Drafts"] = "draft",
        ["Desk.Editor.Preview"] = "preview",
        ["Desk.Editor"] = "upload",
        ["Desk.Errata"] = Save,
        ["Desk.Exports"] = "costly",
        ["Desk.ImportColumns"] = Save,
        ["Desk.Imports"] = "upload",
        ["Desk.ImportSteps"] = "none: each import was uploaded under its quota, and takes each step once",
        ["Desk.Invitations.Revoke"] = Save,
        ["Desk.Invitations"] = "costly",
        ["Desk.IssueAgenda"] = Save,
        ["Desk.Issues"] = Save,
        ["Desk.Items"] = Save,
        ["Desk.Links"] = "costly",
        ["Desk.Look"] = "upload",
        ["Desk.Mail.Try"] = "costly",
        ["Desk.Mail"] = Save,
        ["Desk.HeldMail"] = Save,
        ["Desk.Media.Crop"] = "upload",
        ["Desk.Media"] = Save,
        ["Desk.MediaUpload"] = "upload",
        ["Desk.Members"] = "costly",
        ["Desk.Mends"] = Save,
        ["Desk.Moves"] = Save,
        ["Desk.News"] = "upload",
        ["Desk.NewsMails"] = Save,
        ["Desk.NewsState"] = Save,
        ["Desk.NextIssue"] = Save,
        ["Desk.Translation"] = Save,
        ["Desk.Orders"] = Save,
        ["Desk.Pdf"] = "costly",
        ["Desk.Proofs"] = "costly",
        ["Desk.Verification.Test"] = "test-send",
        ["Desk.Verification.Read"] = Save,
        ["Desk.Publication"] = Save,
        ["Desk.Schedule"] = Save,
        ["Desk.Sections"] = Save,
        ["Desk.Settings"] = Save,
        ["Desk.SeveralContacts"] = Save,
        ["Desk.SeveralDates"] = Save,
        ["Desk.SeveralMoves"] = Save,
        ["Desk.SeveralNews"] = Save,
        ["Desk.Subscribers.Proof"] = "costly",
        ["Desk.Subscribers"] = Save,
        ["Desk.Suppressions"] = Save,
        ["Desk.Themes"] = Save,
        ["Desk.Users.Create"] = "costly",
        ["Desk.Users.Invite"] = "costly",
        ["Desk.Users"] = Save,
        ["Desk.Waivers"] = Save,
        ["Desk.Webhooks.Try"] = "costly",
        ["Desk.Webhooks"] = Save,
    };

    [Fact]
    public async Task Every_form_has_a_quota_or_a_reason_for_none()
    {
        await using var site = new SiteFactory();
        var wrong = new List<string>();
        foreach (var endpoint in site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST") is not true
                || endpoint.Metadata.GetMetadata<ControllerActionDescriptor>() is not { } action)
            {
                continue;
            }

            var room = action.ControllerTypeInfo.Namespace!.Contains(".Web.Desk", StringComparison.Ordinal) ? "Desk." : "";
            var name = $"{room}{action.ControllerName}.{action.ActionName}";
            var wanted = Quotas.GetValueOrDefault(name) ?? Quotas.GetValueOrDefault(room + action.ControllerName) ?? "a line in this table";
            var has = endpoint.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName;
            if (has is null ? !wanted.StartsWith("none: ", StringComparison.Ordinal) : has != wanted)
            {
                wrong.Add($"{name} has {has ?? "no quota"}, should have {wanted}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task Over_a_quota_the_page_says_how_long_to_wait_and_that_nothing_typed_is_lost()
    {
        await using var site = new SiteFactory { Settings = { ["RateLimits:SubscriptionPerMinute"] = "2" } };
        using var client = site.CreateSiteClient();
        var last = new HttpResponseMessage();
        for (var i = 0; i < 3; i++)
        {
            last = await client.PostAsync("/abonnement/inconnu/pause", null, TestContext.Current.CancellationToken);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last.StatusCode);
        Assert.InRange(last.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        var text = (await DeskClient.ParseAsync(last)).Body!.TextContent;
        Assert.Contains("Attendez une minute, puis recommencez. Ce que vous aviez saisi n’est pas perdu", text, StringComparison.Ordinal);
        last.Dispose();
    }

    [Theory]
    [InlineData(20, "Attendez une minute,")]
    [InlineData(61, "Attendez 2 minutes,")]
    [InlineData(1_700, "Attendez 29 minutes,")]
    [InlineData(3_600, "Attendez une heure,")]
    public void The_wait_is_said_in_minutes(int seconds, string said) =>
        Assert.Contains(said, ErrorPage.For(429, "x", TimeSpan.FromSeconds(seconds)).Next, StringComparison.Ordinal);
}
