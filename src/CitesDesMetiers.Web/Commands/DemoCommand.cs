using System.CommandLine;
using CitesDesMetiers.Web.Demo;

namespace CitesDesMetiers.Web.Commands;

/// <summary><c>demo</c>: fills an empty database with the demonstration, in any environment and with any number of subscribers.</summary>
internal static class DemoCommand
{
    private static readonly Option<int> Subscribers = new("--subscribers")
    {
        Description = "Number of confirmed subscribers, all in the domain .example.",
        DefaultValueFactory = _ => DemoData.DefaultSubscribers,
    };

    public static Command Create(string[] args, Func<string[], WebApplication> build)
    {
        var command = new Command("demo", "Fills an empty database with the demonstration.") { Subscribers };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var app = build(args);
            await app.Services.PrepareDatabaseAsync(cancellation);
            if (await Demonstration.FillAsync(app.Services, parsed.GetValue(Subscribers), cancellation) is not { } accounts)
            {
                await Console.Error.WriteLineAsync("The database is not empty: nothing was added.");
                return 1;
            }

            Print(accounts);
            return 0;
        });
        return command;
    }

    public static void Print(IReadOnlyList<DemoSignIn> accounts)
    {
        Console.WriteLine("Demonstration accounts:");
        foreach (var account in accounts)
        {
            Console.WriteLine($"  {account.Address,-38} {account.Password,-22} {account.Role}");
        }
    }
}
