using k8s.Models;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Infrastructure.Dev.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Dev.DevMachinePools;

namespace Slipway.Dev.Tests.DevMachinePools;

/// <summary>Which machines a pool makes and gives up.</summary>
public sealed class DevMachinePoolPhasesTests
{
    private const string Old = "v1.30.0";
    private const string New = "v1.31.0";

    [Theory]
    [InlineData(3, "a", 2)]
    [InlineData(1, "a", 0)]
    [InlineData(2, "a!", 1)]
    [InlineData(2, "a? b", 0)]
    [InlineData(2, "a< b<", 2)]
    public void Missing_AreThoseNotThere_AndThoseOutdated(int wanted, string machines, int missing) =>
        Assert.Equal(missing, Scope(wanted, machines).Missing);

    [Theory]
    [InlineData(2, "a b c", "a")]
    [InlineData(2, "a b c*", "c")]
    [InlineData(2, "a b< c*", "b")]
    [InlineData(1, "a< b< c", "a b")]
    [InlineData(2, "a b c?", "")]
    [InlineData(2, "a< b< c?", "")]
    [InlineData(2, "a! b c", "")]
    [InlineData(1, "a! b c", "b")]
    [InlineData(2, "a b c-", "a")]
    [InlineData(2, "a- b- c-", "")]
    public void Excess_GoesOutdatedFirst_ThenChosen_ThenOldest_AndNeverBelowWhatIsWanted(int wanted, string machines, string gone)
    {
        var effects = DevMachinePoolPhases.Machines(Scope(wanted, machines), default) is PhaseResult.Do wants ? wants.Effects : [];
        Assert.Equal(gone, string.Join(' ', effects.OfType<Effect.Delete>().Select(e => e.Key.Name)));
        Assert.All(effects.OfType<Effect.Delete>(), e => Assert.Equal("Machine", e.Type.Kind.Kind));
    }

    [Fact]
    public void Deletion_TakesMachinesDownByWayOfTheirMachines_AndOthersDirectly()
    {
        var effects = ((PhaseResult.Do)DevMachinePoolPhases.Delete(Scope(2, "a b! c-"), default)).Effects.Cast<Effect.Delete>();
        Assert.Equal(["Machine/a", "DevMachine/c"], effects.Select(e => $"{e.Type.Kind.Kind}/{e.Key.Name}"));
        Assert.IsType<PhaseResult.Wait>(DevMachinePoolPhases.Delete(Scope(2, "b!"), default));
        Assert.IsType<Effect.RemoveFinalizer>(Assert.Single(((PhaseResult.Do)DevMachinePoolPhases.Delete(Scope(2, ""), default)).Effects));
    }

    // Names with marks: ! is being deleted, ? is not provisioned, < runs the old version, * is chosen to go, - has no Machine.
    private static DevMachinePoolScope Scope(int wanted, string machines)
    {
        var scope = new DevMachinePoolScope
        {
            Pool = new DevMachinePool { Metadata = new V1ObjectMeta { Name = "p", NamespaceProperty = "default", Uid = "uid" } },
            Owner = new Observed<MachinePool>.Found(new MachinePool
            {
                Metadata = new V1ObjectMeta { Name = "p" },
                Spec = new MachinePoolSpec
                {
                    ClusterName = "demo",
                    Replicas = wanted,
                    Template = new() { Spec = new() { Version = New, Bootstrap = new() { DataSecretName = "data" } } },
                },
            }),
            Cluster = new Observed<Cluster>.Absent(),
            Machines = [.. machines.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Machine)],
        };
        return scope with { Suffixes = [.. Enumerable.Range(0, scope.Missing).Select(i => $"{i}")] };
    }

    private static PoolMachine Machine(string text)
    {
        var name = text[..1];
        bool Has(char mark) => text.Contains(mark, StringComparison.Ordinal);
        V1ObjectMeta Metadata() => new() { Name = name, NamespaceProperty = "default", Uid = $"{name}-uid" };
        var machine = new Machine { Metadata = Metadata(), Spec = new() { Version = Has('?') ? null : Has('<') ? Old : New } };
        machine.Metadata.DeletionTimestamp = Has('!') ? DateTime.UnixEpoch : null;
        machine.Metadata.Annotations = Has('*') ? new Dictionary<string, string> { ["cluster.x-k8s.io/delete-machine"] = "" } : null;
        return new PoolMachine(
            new DevMachine { Metadata = Metadata(), Status = new() { Initialization = new() { Provisioned = !Has('?') } } },
            Has('-') ? null : machine);
    }
}
