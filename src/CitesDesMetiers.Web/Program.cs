using CitesDesMetiers.Web.Accounts;
using CitesDesMetiers.Web.Commands;
using CitesDesMetiers.Web.Database;
using CitesDesMetiers.Web.Editing;
using CitesDesMetiers.Web.Editions;
using CitesDesMetiers.Web.Emails;
using CitesDesMetiers.Web.Features.Desk;
using CitesDesMetiers.Web.Features.Subscription;
using CitesDesMetiers.Web.Hosting;
using CitesDesMetiers.Web.Newsroom;
using CitesDesMetiers.Web.Notifications;
using CitesDesMetiers.Web.Reading;
using CitesDesMetiers.Web.Sending;
using CitesDesMetiers.Web.Sending.DomainChecks;
using CitesDesMetiers.Web.Subscribers;
using CitesDesMetiers.Web.Versions;
using CitesDesMetiers.Web.Writing;

return await CommandLine.RunAsync(args, Build);

static WebApplication Build(string[] args)
{
    // Settings are read at the start. Watching them would hear of every write to a database beside them, a dispatch's above all.
    var builder = WebApplication.CreateBuilder([.. SiteFolder.Arguments, .. args, "--hostBuilder:reloadConfigOnChange=false"]);
    builder.AddBuiltAssets();
    builder.AddLogging();
    builder.AddSiteOptions();
    builder.AddDatabase();
    builder.AddIdentity();
    builder.AddAccounts();
    builder.AddFeatures();
    builder.AddReadingSite();
    builder.AddRateLimits();
    builder.AddVersions();
    builder.AddWriting();
    builder.AddEditing();
    builder.AddEditions();
    builder.AddEmails();
    builder.AddSending();
    builder.AddDomainChecks();
    builder.AddNotifications();
    builder.AddNews();
    builder.AddCalls();
    builder.AddSubscribers();
    builder.AddSubscription();
    builder.AddDesk();

    var app = builder.Build();
    app.UseProxy();
    app.UseHead();
    app.UseErrorPages();
    app.UseSecurityHeaders();
    app.UseRequestLogging();
    app.UseRouting();
    app.UseAuthentication();
    app.UseRateLimiter();
    app.UseAuthorization();
    app.MapHealth();
    app.MapFeatures();
    return app;
}

/// <summary>The entry point, public for the tests that start the real application.</summary>
public partial class Program;
