using k8s.Models;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.Core.MachineSets;

namespace Slipway.Core.Tests.MachineSets;

public sealed class DeletionPriorityTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(DeletionOrder.Random, "deleting asked new-unhealthy a-young z-old")]
    [InlineData(DeletionOrder.Oldest, "deleting asked new-unhealthy z-old a-young")]
    [InlineData(DeletionOrder.Newest, "deleting asked new-unhealthy a-young z-old")]
    [InlineData(null, "deleting asked new-unhealthy a-young z-old")]
    public void Order_OfMachines_IsAsAsked(string? order, string expected)
    {
        var deleting = Machine("deleting", days: 1);
        deleting.Metadata.DeletionTimestamp = Now.UtcDateTime;
        var asked = Machine("asked", days: 1);
        asked.Metadata.Annotations = new Dictionary<string, string> { [ClusterAnnotations.DeleteMachine] = "" };
        var unhealthy = Machine("new-unhealthy", days: 0);
        unhealthy.Status!.NodeRef = null;

        var ordered = DeletionPriority.Order([Machine("z-old", days: 9), asked, Machine("a-young", days: 1), unhealthy, deleting], order, Now);

        Assert.Equal(expected, string.Join(' ', ordered.Select(m => m.Metadata.Name)));
    }

    private static Machine Machine(string name, int days) => new()
    {
        Metadata = new V1ObjectMeta { Name = name, CreationTimestamp = Now.UtcDateTime.AddDays(-days) },
        Status = new MachineStatus { NodeRef = new MachineNodeReference { Name = name } },
    };
}
