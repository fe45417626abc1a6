using System.Text.Json.Nodes;
using k8s.Models;
using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;
using Slipway.Core.MachineSets;
using Slipway.Core.MachineSets.Preflight;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Tests.MachineSets;

public sealed class PreflightChecksTests
{
    [Theory]
    [InlineData("v1.31.0", "v1.31.0", "v1.31.0", "")]
    [InlineData("v1.31.0", null, "v1.31.0", "ControlPlaneIsStable")]
    [InlineData("v1.32.0", "v1.31.0", "v1.32.0", "ControlPlaneIsStable")]
    [InlineData("v1.31.0", "v1.31.0", "v1.32.0", "KubernetesVersionSkew KubeadmVersionSkew")]
    [InlineData("v1.31.0", "v1.31.0", "v1.30.0", "KubeadmVersionSkew")]
    [InlineData("v1.31.0", "v1.31.0", "v1.27.0", "KubernetesVersionSkew KubeadmVersionSkew")]
    public void Run_ByVersions_SaysWhatIsAgainst(string wanted, string? atWork, string own, string expected) =>
        Assert.Equal(expected, Checks(PreflightChecks.Run(Scope(wanted, atWork, own, skip: null))));

    [Theory]
    [InlineData("All", "")]
    [InlineData("KubernetesVersionSkew", "KubeadmVersionSkew")]
    [InlineData("KubernetesVersionSkew, KubeadmVersionSkew", "")]
    public void Run_Skipped_LeavesChecksOut(string skip, string expected) =>
        Assert.Equal(expected, Checks(PreflightChecks.Run(Scope("v1.31.0", "v1.31.0", "v1.32.0", skip))));

    [Fact]
    public void Run_WithoutControlPlane_HasNothingAgainst() =>
        Assert.Empty(PreflightChecks.Run(Scope("v1.31.0", null, "v1.32.0", null) with { ControlPlane = null }));

    private static string Checks(IEnumerable<string> problems) =>
        string.Join(' ', problems.Select(p => p[(p.IndexOf('"', StringComparison.Ordinal) + 1)..p.LastIndexOf('"')]));

    private static MachineSetScope Scope(string wanted, string? atWork, string own, string? skip)
    {
        var kind = new GroupVersionKind("controlplane.cluster.x-k8s.io", "v1beta2", "KubeadmControlPlane");
        var body = new JsonObject
        {
            ["apiVersion"] = kind.ApiVersion,
            ["kind"] = kind.Kind,
            ["metadata"] = new JsonObject { ["name"] = "cp", ["namespace"] = "default" },
            ["spec"] = new JsonObject { ["version"] = wanted },
            ["status"] = atWork is null ? new JsonObject() : new JsonObject { ["version"] = atWork },
        };
        var controlPlane = new ContractObject(new ContractType(new ResourceType(kind, "kubeadmcontrolplanes", true), ContractVersion.V1Beta2), KubeObject.From(body));
        return new MachineSetScope
        {
            Set = new MachineSet
            {
                Metadata = new V1ObjectMeta
                {
                    Name = "s",
                    Annotations = skip is null ? null : new Dictionary<string, string> { ["machineset.cluster.x-k8s.io/skip-preflight-checks"] = skip },
                },
                Spec = new MachineSetSpec
                {
                    Template = new MachineTemplateSpec
                    {
                        Spec = new MachineSpec { Version = own, Bootstrap = new() { ConfigRef = new() { ApiGroup = "bootstrap.cluster.x-k8s.io", Kind = "KubeadmConfigTemplate", Name = "t" } } },
                    },
                },
            },
            Cluster = new Observed<Cluster>.Absent(),
            ControlPlane = new Observed<ContractObject>.Found(controlPlane),
        };
    }
}
