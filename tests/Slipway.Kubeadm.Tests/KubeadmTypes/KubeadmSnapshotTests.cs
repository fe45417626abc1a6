using Slipway.Kubeadm.KubeadmTypes;
using Slipway.Kubeadm.Tests.Support;
using Slipway.Kubernetes.Versions;

namespace Slipway.Kubeadm.Tests.KubeadmTypes;

/// <summary>What kubeadm of each minor release is given, word for word, when everything is set that it can be told.</summary>
/// <remarks>With SLIPWAY_UPDATE_SNAPSHOTS=1 the files are written anew; their difference is then to be read.</remarks>
public sealed class KubeadmSnapshotTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests/Slipway.Kubeadm.Tests/KubeadmTypes/Snapshots");

    public static TheoryData<int> Minors => [.. Enumerable.Range(17, 20)];

    [Theory, MemberData(nameof(Minors))]
    public void KubeadmFiles_OfAMinor_AreThese(int minor)
    {
        var version = new KubernetesVersion(1, minor, 0);
        var api = KubeadmApis.For(version)!.Value;
        var spec = WholeSpec.For(api, p384: minor >= 34);
        Assert.Empty(UnsayableFields.OfInit(api, version, spec));
        Assert.Empty(UnsayableFields.OfJoin(api, version, spec));

        var text = $"# init\n{KubeadmFiles.Init(api, KubeadmFiles.Facts(version), spec)}# join, control plane\n"
            + $"{KubeadmFiles.JoinControlPlane(api, spec)}# join, worker\n{KubeadmFiles.JoinWorker(api, spec)}";

        var file = Path.Combine(Folder, $"v1.{minor}.yaml");
        if (Environment.GetEnvironmentVariable("SLIPWAY_UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(file, text);
        }

        Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n"), text);
    }
}
