using CitesDesMetiers.Sending;
using CitesDesMetiers.Sending.DomainChecks;
using CitesDesMetiers.Web.Commands;
using CitesDesMetiers.Web.Desk;
using CitesDesMetiers.Web.Letters;
using CitesDesMetiers.Web.Newsletter.Accounts;
using CitesDesMetiers.Web.Newsletter.Calls;
using CitesDesMetiers.Web.Newsletter.Drafts;
using CitesDesMetiers.Web.Newsletter.Issues;
using CitesDesMetiers.Web.Newsletter.News;
using CitesDesMetiers.Web.Newsletter.Notifications;
using CitesDesMetiers.Web.Newsletter.Search;
using CitesDesMetiers.Web.Newsletter.Subscribers;
using CitesDesMetiers.Web.Newsletter.Webhooks;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Platform.Auditing;
using CitesDesMetiers.Web.Platform.Database;
using CitesDesMetiers.Web.Platform.Identity;
using CitesDesMetiers.Web.Platform.Keys;
using CitesDesMetiers.Web.Platform.PolicyReports;
using CitesDesMetiers.Web.Platform.Reading;
using CitesDesMetiers.Web.Site.Account.Network;
using CitesDesMetiers.Web.Site.Api;
using CitesDesMetiers.Web.Site.Archive;
using CitesDesMetiers.Web.Site.Cards;
using CitesDesMetiers.Web.Site.Installation;
using CitesDesMetiers.Web.Ui.Confirmation;
using CitesDesMetiers.Web.Ui.Editor;
using CitesDesMetiers.Web.Ui.Layout;
using CitesDesMetiers.Web.Ui.Styles;

return await CommandLine.RunAsync(args, Build);

static WebApplication Build(string[] args)
{
    // Settings are read once. A file watcher would also wake at every write to a database in the same folder, as during a dispatch.
    var builder = WebApplication.CreateBuilder([.. SiteFolder.Arguments, .. args, "--hostBuilder:reloadConfigOnChange=false"]);
    builder.AddBuiltAssets();
    builder.AddLogging();
    builder.AddSiteOptions();
    builder.AddHosts();
    builder.AddSecurityHeaders();
    builder.AddPolicyReports();
    builder.AddDatabase();
    builder.AddAuditing();
    builder.AddKeys();
    builder.AddIdentity();
    builder.AddAccounts();
    builder.AddNetworkSignIn();
    builder.AddPages();
    builder.AddCrossOriginReading();
    builder.AddApi();
    builder.AddArchive();
    builder.AddCards();
    builder.AddRateLimits();
    builder.AddReadingCache();
    builder.AddLayout();
    builder.AddStyles();
    builder.AddConfirmations();
    builder.AddEditor();
    builder.AddDrafts();
    builder.AddIssues();
    builder.AddWebhooks();
    builder.AddSearch();
    builder.AddLetters();
    builder.AddSending();
    builder.AddDomainChecks();
    builder.AddNotifications();
    builder.AddNews();
    builder.AddCalls();
    builder.AddSubscribers();
    builder.AddDesk();

    var app = builder.Build();
    app.UseProxy();
    app.UseHead();
    app.UseErrorPages();
    app.UseSecurityHeaders();
    app.UseRequestLogging();
    app.UseSetUp();
    app.UseOneSpelling();
    app.UseRouting();
    app.UseCors();
    app.UseReadingCache();
    app.UseAuthentication();
    app.UseRateLimiter();
    app.UseAuthorization();
    app.MapHealth();
    app.MapApi();
    app.MapStyles();
    app.MapPages();
    return app;
}

/// <summary>The entry point, public for the tests that start the real application.</summary>
public partial class Program;
