using System.Data.Common;
using CitesDesMetiers.Core.Checks;
using CitesDesMetiers.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Platform.SystemChecks;

public sealed class DatabaseCheck(NewsletterContext db) : ISystemCheck
{
    public string Title => "Base de données";

    public string Meaning => "Tout ce que le site garde : textes, images, abonnés, preuves.";

    public NewsletterContext Db => db;

    /// <summary>Whether the database has the tables of this version. Set by a run.</summary>
    public bool Answers { get; private set; }

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellation)
    {
        var provider = DatabaseProvider.Of(db.Database);
        try
        {
            await db.Database.OpenConnectionAsync(cancellation);
            var version = $"{provider.Name} {db.Database.GetDbConnection().ServerVersion}";
            var unknown = (await db.Database.GetAppliedMigrationsAsync(cancellation)).Except(db.Database.GetMigrations()).Any();
            var pending = (await db.Database.GetPendingMigrationsAsync(cancellation)).Count();
            Answers = !unknown && pending == 0;
            List<Finding> findings =
            [
                new("Connexion", CheckState.Ok, $"La base répond ({version})."),
                Schema(unknown, pending),
                await provider.FaultAsync(db.Database, cancellation) is { } fault
                    ? new("Intégrité", CheckState.ToFix, fault)
                    : new("Intégrité", CheckState.Ok, "Rien à signaler."),
            ];
            if (await provider.AdviceAsync(db.Database, cancellation) is { } statement)
            {
                findings.Add(new(
                    "Réglage de la base", CheckState.ToFix,
                    "Les lectures attendent la fin des écritures. Arrêtez le site, puis faites exécuter une fois, "
                        + $"par la personne qui administre la base : {statement}"));
            }

            return findings;
        }
        catch (DbException e)
        {
            return
            [
                new("Connexion", CheckState.ToFix,
                    $"La base ne répond pas ({provider.Name}). Vérifiez ConnectionStrings:Newsletter. {e.Message.ReplaceLineEndings(" ").Trim()}"),
            ];
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static Finding Schema(bool isUnknown, int pending) => (isUnknown, pending) switch
    {
        (true, _) => new("Schéma", CheckState.ToFix, "Une version plus récente du site a fait cette base. Installez-la, ou restaurez une sauvegarde d’avant."),
        (_, 0) => new("Schéma", CheckState.Ok, "Il est celui de cette version."),
        _ => new("Schéma", CheckState.ToFix, $"Il est d’une version d’avant (mises à jour à faire : {pending}). Sauvegardez, puis lancez « migrate »."),
    };
}
