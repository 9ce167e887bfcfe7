using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Sending.Smtp;
using CitesDesMetiers.Web.Demo;
using CitesDesMetiers.Web.Newsletter.Accounts;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Platform.Keys;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Commands;

/// <summary><c>serve</c>: starts the site.</summary>
internal static class ServeCommand
{
    public static Command Create(string[] args, Func<string[], WebApplication> build)
    {
        var command = new Command("serve", "Starts the site (the default).");
        command.SetAction((_, cancellation) => RunAsync(args, build, cancellation));
        return command;
    }

    public static async Task<int> RunAsync(string[] args, Func<string[], WebApplication> build, CancellationToken cancellation)
    {
        var app = build(args);
        try
        {
            await ServeAsync(app, cancellation);
            return 0;
        }
        catch (Exception e) when (ListeningFault(e) is { } fault)
        {
            // Not the exit code of a wrong setting, after which systemd tries no more: another process may be about to free the port.
            await Console.Error.WriteLineAsync($"The site cannot listen: {fault}");
            return 1;
        }
    }

    private static async Task ServeAsync(WebApplication app, CancellationToken cancellation)
    {
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        app.RequireStyles();
        await app.Services.PrepareDatabaseAsync(cancellation);
        app.Services.GetRequiredService<MissingRelay>().Warn();
        await WarnAsync(app, cancellation);
        if (app.Environment.IsDevelopment())
        {
            await ShowDemonstrationAsync(app, cancellation);
        }

        await PrintSetUpAsync(app.Services.GetRequiredService<SetUp>(), cancellation);
        await app.RunAsync(cancellation);
    }

    /// <summary>Why a port cannot be had: taken, or not for this account. Null if the fault is another one.</summary>
    private static string? ListeningFault(Exception e) => e switch
    {
        IOException { InnerException: AddressInUseException } or SocketException => $"{e.Message.TrimEnd('.')}. Its address is in Urls.",
        InvalidOperationException { InnerException: HttpListenerException inner } => $"{inner.Message}. That address is in Telemetry:Prometheus.",
        _ => null,
    };

    /// <summary>On the console and not through the logger, which may write to places that many people read.</summary>
    private static async Task PrintSetUpAsync(SetUp setUp, CancellationToken cancellation)
    {
        if (await setUp.IsNeededAsync(cancellation))
        {
            Console.WriteLine(await setUp.OpenAsync(cancellation) is { } link
                ? $"The site has no account yet. Open this link to make the first administrator:\n  {link}\nIt is also in {setUp.FilePath}."
                : "The site has no account yet. Another instance printed the link that makes the first administrator, and has it in a file "
                    + $"{Path.GetFileName(setUp.FilePath)}. If it is lost, start again after an hour, or use the command \"user add\".");
        }
    }

    private static async Task WarnAsync(WebApplication app, CancellationToken cancellation)
    {
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<KeyWrapping>().Warn();
        var database = scope.ServiceProvider.GetRequiredService<NewsletterContext>().Database;
        if (await DatabaseProvider.Of(database).AdviceAsync(database, cancellation) is { } statement)
        {
            app.Logger.LogWarning(
                "READ_COMMITTED_SNAPSHOT is off, so that readers wait for writers. Run once, while the site is stopped: {Statement}", statement);
        }
    }

    /// <summary>In Development, fills an empty database with the demonstration, and prints its accounts at every start.</summary>
    private static async Task ShowDemonstrationAsync(WebApplication app, CancellationToken cancellation)
    {
        await Demonstration.FillAsync(app.Services, DemoData.DefaultSubscribers, cancellation, Console.WriteLine);
        if (await Demonstration.AccountsAsync(app.Services, cancellation) is { Count: > 0 } accounts)
        {
            DemoCommand.Print(accounts);
            Console.WriteLine(
                $"Open {app.Services.GetRequiredService<IOptions<SiteOptions>>().Value.PublicUrl} and its editing desk under /redaction.");
        }
    }
}
