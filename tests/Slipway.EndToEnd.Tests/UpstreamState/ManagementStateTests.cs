namespace Slipway.EndToEnd.Tests.UpstreamState;

/// <summary>The objects that our controllers make of a manifest are those that upstream's made: names, times and UIDs aside.</summary>
[Collection<UpstreamStateCollection>]
public sealed class ManagementStateTests(OurPlane plane)
{
    private static readonly WantedDifference[] Wanted =
    [
        new("DevCluster", "metadata.annotations.inmemorycluster*", "the endpoint's listener is found by its cluster"),
        new("KubeadmConfig", "spec.clusterConfiguration.controlPlaneEndpoint", "left as it was written; the rendered file has it"),
        new("KubeadmConfig", "metadata.generation", "follows from the write that is not made"),
        new("KubeadmConfig", "status.observedGeneration", "follows from the write that is not made"),
        new("KubeadmConfig", "status.conditions[Ready].observedGeneration", "follows from the write that is not made"),
        new("KubeadmConfig", "status.conditions[CertificatesAvailable].observedGeneration", "follows from the write that is not made"),
        new("KubeadmConfig", "status.conditions[DataSecretAvailable].observedGeneration", "follows from the write that is not made"),
        new("KubeadmConfig", "status.conditions[Paused].observedGeneration", "follows from the write that is not made"),
        new("Machine", "metadata.annotations.machine.inmemory*", "that a machine has booted is seen in its cluster"),
        new("Machine", "status.nodeInfo.*", "a pretended machine says what it is"),
    ];

    [Fact]
    public async Task Objects_OfTheRecordedManifest_AreUpstreams()
    {
        Recording.Require();
        var recorded = Recording.ReadObjects("management.yaml");
        var types = recorded.Select(OurPlane.TypeOf).Distinct().ToList();
        var upstream = StateNormalizer.Normalize(recorded);

        IReadOnlyList<StateDifference> differences = [];
        var unwanted = await plane.UntilNoneAsync<StateDifference>(async () =>
        {
            differences = StateComparer.Compare(upstream, StateNormalizer.Normalize(await plane.ReadAsync(types)));
            return [.. differences.Where(d => !Wanted.Any(w => w.Covers(d)))];
        });

        Assert.True(unwanted.Count == 0, string.Join('\n', unwanted));
        Assert.All(Wanted, w => Assert.True(differences.Any(w.Covers), $"no difference any more, take it off the list: {w}"));
    }
}
