using CitesDesMetiers.Core.Subscribers;

namespace CitesDesMetiers.Tests.Core.Subscribers;

public class SuppressionTests
{
    private static readonly DateTime First = new(2026, 6, 1, 9, 0, 0, DateTimeKind.Utc), Later = First.AddDays(3);

    [Theory]
    [InlineData(SuppressionReason.Bounce, SuppressionReason.Complaint, SuppressionReason.Complaint, true)]
    [InlineData(SuppressionReason.Complaint, SuppressionReason.Complaint, SuppressionReason.Complaint, false)]
    [InlineData(SuppressionReason.Complaint, SuppressionReason.Bounce, SuppressionReason.Complaint, false)]
    [InlineData(SuppressionReason.Erasure, SuppressionReason.Bounce, SuppressionReason.Erasure, false)]
    public void Its_day_changes_only_with_its_reason(SuppressionReason first, SuppressionReason then, SuppressionReason kept, bool isNewDay)
    {
        var suppression = new Suppression("key", first, First);

        suppression.ApplyStricterReason(then, Later);

        Assert.Equal((kept, isNewDay ? Later : First), (suppression.Reason, suppression.CreatedAt));
    }
}
