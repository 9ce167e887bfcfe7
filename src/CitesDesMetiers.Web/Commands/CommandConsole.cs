using System.CommandLine;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Web.Platform.Auditing;

namespace CitesDesMetiers.Web.Commands;

/// <summary>What all commands on the database share: services, output and prompts.</summary>
/// <param name="services">The services of one scope.</param>
/// <param name="errors">Messages that are not part of the result, because programs may read the output.</param>
internal class CommandConsole(IServiceProvider services, TextWriter output, TextWriter errors)
{
    public NewsletterContext Db { get; } = services.GetRequiredService<NewsletterContext>();

    public TextWriter Output => output;

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    public int Refuse(string reason)
    {
        errors.WriteLine(reason);
        return 1;
    }

    public void Note(string text) => errors.WriteLine(text);

    /// <summary>Asks for confirmation on a terminal. Without a terminal, the answer is yes.</summary>
    public bool Confirms(string question)
    {
        if (Console.IsInputRedirected)
        {
            return true;
        }

        errors.Write(question);
        return Console.ReadLine()?.Trim().ToUpperInvariant() is "Y" or "YES" or "O" or "OUI";
    }

    /// <summary>Runs a command with its console, whether the site is running or not.</summary>
    /// <param name="open">Creates the console from the services of a scope, the output and the errors.</param>
    public static Command Command<TConsole>(
        string name, string description, Func<WebApplication> build, Func<IServiceProvider, TextWriter, TextWriter, TConsole> open,
        Func<ParseResult, TConsole, CancellationToken, Task<int>> work, params Symbol[] symbols)
    {
        var command = new Command(name, description) { TreatUnmatchedTokensAsErrors = false };
        foreach (var argument in symbols.OfType<Argument>())
        {
            command.Add(argument);
        }

        foreach (var option in symbols.OfType<Option>())
        {
            command.Add(option);
        }

        command.SetAction(async (parsed, cancellation) =>
        {
            // Everything else, above all the log, goes to standard error, because a program may read the output.
            var output = Console.Out;
            Console.SetOut(Console.Error);
            await using var app = build();
            await app.Services.PrepareDatabaseAsync(cancellation);
            await using var scope = app.Services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<AuditLog>().Actor = AuditPerson.CommandLine;
            return await work(parsed, open(scope.ServiceProvider, output, Console.Error), cancellation);
        });
        return command;
    }
}
