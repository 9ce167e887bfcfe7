using System.Diagnostics.Metrics;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Web.Platform.Backups;

namespace CitesDesMetiers.Web.Platform.Telemetry;

/// <summary>What the site measures; docs/monitoring.md names it.</summary>
internal sealed class SiteMeter
{
    public const string Name = "CitesDesMetiers.Web";

    private readonly Counter<long> pages;
    private readonly Counter<long> consents;
    private volatile DatabaseFigures? figures;

    public SiteMeter(IMeterFactory meters, BackupFolder backups, TimeProvider clock)
    {
        var meter = meters.Create(Name);
        pages = meter.CreateCounter<long>("infolettre.reading.pages", "{page}", "Pages for everybody, by whether they came from memory.");
        consents = meter.CreateCounter<long>("infolettre.consents", "{event}", "Sign-ups, confirmations, departures and other proofs, by kind.");
        meter.CreateObservableGauge(
            "infolettre.deliveries", () => Of(f => f.Deliveries), "{delivery}", "Of dispatches under way or ended within a day, by state.");
        meter.CreateObservableGauge("infolettre.dispatches", () => Of(f => f.Dispatches), "{dispatch}", "By state.");
        meter.CreateObservableGauge("infolettre.subscribers", () => Of(f => f.Subscribers), "{subscriber}", "By state.");
        meter.CreateObservableGauge(
            "infolettre.deliveries.oldest.age",
            () => figures is { OldestDueSeconds: var age } ? [new Measurement<double>(age)] : Array.Empty<Measurement<double>>(), "s",
            "How long the oldest delivery that may leave now has waited; 0 if none waits.");
        meter.CreateObservableGauge(
            "infolettre.disk.free",
            () => figures is { FreeBytes: var free } ? [new Measurement<long>(free)] : Array.Empty<Measurement<long>>(), "By",
            "Room on the disk of the SQLite file, or else of the site.");
        meter.CreateObservableGauge(
            "infolettre.backup.age",
            () => backups.Path is null
                ? Array.Empty<Measurement<double>>()
                : [new((clock.GetUtcNow().UtcDateTime - (backups.LastAt ?? DateTime.UnixEpoch)).TotalSeconds)], "s",
            "How old the newest scheduled backup is; counted from 1970 if there is none.");
    }

    public void RecordPage(bool fromMemory) => pages.Add(1, new KeyValuePair<string, object?>("cache", fromMemory ? "hit" : "miss"));

    public void RecordConsent(ConsentKind kind) => consents.Add(1, new KeyValuePair<string, object?>("kind", kind.ToString()));

    /// <summary>Shown until the next ones.</summary>
    public void Show(DatabaseFigures read) => figures = read;

    private IEnumerable<Measurement<long>> Of(Func<DatabaseFigures, IReadOnlyDictionary<string, long>> choose) =>
        figures is { } read ? choose(read).Select(f => new Measurement<long>(f.Value, new KeyValuePair<string, object?>("state", f.Key))) : [];
}

/// <summary>Counts by state, as the database has them.</summary>
internal sealed record DatabaseFigures(
    IReadOnlyDictionary<string, long> Deliveries, IReadOnlyDictionary<string, long> Dispatches, IReadOnlyDictionary<string, long> Subscribers,
    double OldestDueSeconds, long FreeBytes);
