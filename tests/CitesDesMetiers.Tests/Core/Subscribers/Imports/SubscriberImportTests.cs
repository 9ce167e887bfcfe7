using CitesDesMetiers.Core.Subscribers.Imports;

namespace CitesDesMetiers.Tests.Core.Subscribers.Imports;

public class SubscriberImportTests
{
    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void It_starts_only_with_somebody_to_import(int accepted, bool starts)
    {
        var import = new SubscriberImport("salon.csv", null, "Ada", new DateTime(2026, 6, 1, 9, 0, 0, DateTimeKind.Utc));
        import.Receive(lastLine: 1, filled: 1, notice: null);
        import.Match([ColumnUse.Address], hasTitles: false, "fr", "Salon", new DateOnly(2026, 5, 1));
        import.CompleteCheck(accepted, 0, new Dictionary<LineRefusal, int>());

        Assert.Equal(starts, import.Start());
    }
}
