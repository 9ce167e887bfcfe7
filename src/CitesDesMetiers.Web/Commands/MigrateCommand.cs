using System.CommandLine;
using CitesDesMetiers.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Commands;

/// <summary><c>migrate</c>: updates the database schema.</summary>
internal static class MigrateCommand
{
    public static Command Create(string[] args, Func<string[], WebApplication> build)
    {
        var command = new Command("migrate", "Creates the database or brings its schema up to date.");
        command.SetAction(async (_, cancellation) =>
        {
            await using var app = build(args);
            await using var scope = app.Services.CreateAsyncScope();
            var database = scope.ServiceProvider.GetRequiredService<NewsletterContext>().Database;
            await DatabasePreparation.RefuseUnknownSchemaAsync(database, cancellation);
            var provider = DatabaseProvider.Of(database);
            await provider.MigrateAsync(database, cancellation);
            await provider.PrepareAsync(database, cancellation);
            Console.WriteLine("The database is up to date.");
            return 0;
        });
        return command;
    }
}
