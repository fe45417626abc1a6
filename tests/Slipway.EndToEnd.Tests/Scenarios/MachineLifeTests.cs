using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using k8s.Models;
using Slipway.Api;
using Slipway.EndToEnd.Tests.Planes;
using Slipway.EndToEnd.Tests.Watching;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.EndToEnd.Tests.Scenarios;

/// <summary>Machines that take their time, that cannot boot, and that nobody is to touch.</summary>
public sealed class MachineLifeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StartupDuration_IsTakenByEveryMachine()
    {
        await using var plane = await TestPlane.StartAsync(Transport.InProcess);
        await using var cluster = await TestCluster.FollowAsync(plane.Client, new(1, 1));
        var waited = new HashSet<string>(StringComparer.Ordinal);
        cluster.View.Always(o => Early(o, waited));
        await cluster.ApplyAsync(body =>
        {
            if (body.Text("kind") == "DevMachineTemplate")
            {
                var provisioning = new JsonObject { ["provisioning"] = new JsonObject { ["startupDuration"] = "2s" } };
                body["spec"]!["template"]!["spec"]!["backend"] = new JsonObject { ["inMemory"] = new JsonObject { ["vm"] = provisioning } };
            }
        });
        await cluster.SettledAsync();
        Assert.Empty(cluster.View.Violations);
        Assert.Equal(2, waited.Count);
    }

    [Fact]
    public async Task UserData_WithoutCloudConfig_NeverJoinsAndSaysWhy()
    {
        await using var plane = await TestPlane.StartAsync(Transport.InProcess);
        await using var cluster = await TestCluster.CreateAsync(plane.Client, new(1, 0));
        await GarbageMachineAsync(plane.Client);
        await cluster.View.UntilAsync(
            "the reason is told",
            o => o.Find(DevTypes.DevMachine, "broken").Condition("NodeProvisioned") is { } c && c.Text("reason") == "InvalidUserData" && c.Text("message") is { Length: > 0 });
        var machine = cluster.View.Read(o => o.Find(CoreTypes.Machine, "broken"));
        Assert.NotEqual("Running", machine.Text("status.phase"));
        using var workload = cluster.Workload();
        Assert.Single((await workload.ListAsync(BuiltInTypes.Node, ns: null, ListOptions.All, Token)).Items);
    }

    [Fact]
    public async Task Join_WithAnotherAuthority_NeverJoinsAndSaysWhy()
    {
        await using var plane = await TestPlane.StartAsync(Transport.InProcess);
        await using var cluster = await TestCluster.ApplyAsync(plane.Client, new(1, 1), body =>
        {
            if (body.Text("kind") == "KubeadmConfigTemplate")
            {
                body["spec"]!["template"]!["spec"]!["joinConfiguration"]!["discovery"] = new JsonObject
                {
                    ["bootstrapToken"] = new JsonObject { ["caCertHashes"] = new JsonArray($"sha256:{new string('0', 64)}") },
                };
            }
        });
        await cluster.View.UntilAsync(
            "the worker says why it does not join",
            o => o.Of(DevTypes.DevMachine).Any(m => m.Condition("NodeProvisioned").Text("reason") == "KubeadmDiscoveryFailed"));
        await cluster.View.UntilAsync(
            "and its Machine says so",
            o => o.Of(CoreTypes.Machine).Any(m => !ClusterStates.IsControlPlane(m)
                && m.Condition("Ready").Text("message")?.Contains("NodeProvisioned", StringComparison.Ordinal) == true));
    }

    [Fact]
    public async Task Paused_NothingIsDone_UntilResumed()
    {
        var passes = new PassLog();
        await using var plane = await TestPlane.StartAsync(Transport.InProcess, new() { Observer = passes });
        await using var cluster = await TestCluster.CreateAsync(plane.Client, new(1, 1));
        await PauseAsync(plane.Client, paused: true);
        await cluster.View.UntilAsync("every Machine is paused", o => o.Of(CoreTypes.Machine).All(m => m.Is("Paused")) && o.Of(CoreTypes.MachineDeployment).Single().Is("Paused"));

        await cluster.View.UntilAsync(
            "the infrastructure says why it is paused",
            o => o.Of(DevTypes.DevMachine).Append(o.Of(DevTypes.DevCluster).Single())
                .All(m => m.Condition("Paused").Text("message") == "Cluster spec.paused is set to true"));

        await cluster.AskAsync(cluster.Shape with { Workers = 3 });
        var asked = await plane.Client.GetAsync(CoreTypes.MachineDeployment, cluster.DeploymentKey, Token);
        await passes.SeenAsync("machinedeployment-controller", cluster.DeploymentKey, asked.Metadata.ResourceVersion);
        Assert.Equal(2, cluster.View.Read(o => o.Of(CoreTypes.Machine).Count));

        await PauseAsync(plane.Client, paused: false);
        await cluster.SettledAsync();
    }

    [Fact]
    public async Task PausedFromTheBeginning_WhatNobodyOwnsIsNotTouched_UntilResumed()
    {
        var passes = new PassLog();
        await using var plane = await TestPlane.StartAsync(Transport.InProcess, new() { Observer = passes });
        await using var cluster = await TestCluster.ApplyAsync(plane.Client, new(1, 1), body =>
        {
            if (body.Text("kind") == "Cluster")
            {
                body["spec"]!["paused"] = true;
            }
        });
        await cluster.View.UntilAsync("the Cluster is paused", o => o.Of(CoreTypes.Cluster).Single().Is("Paused"));
        var created = await plane.Client.GetAsync(KubeadmTypes.KubeadmControlPlane, cluster.ControlPlaneKey, Token);
        await passes.SeenAsync("kubeadmcontrolplane-controller", cluster.ControlPlaneKey, created.Metadata.ResourceVersion);

        var controlPlane = await plane.Client.GetAsync(KubeadmTypes.KubeadmControlPlane, cluster.ControlPlaneKey, Token);
        Assert.Equal(created.Metadata.ResourceVersion, controlPlane.Metadata.ResourceVersion);
        Assert.Empty(controlPlane.Metadata.Finalizers);

        await PauseAsync(plane.Client, paused: false);
        await cluster.SettledAsync();
    }

    private static string? Early(Objects objects, HashSet<string> waited)
    {
        foreach (var machine in objects.Of(DevTypes.DevMachine))
        {
            var condition = machine.Condition("VMProvisioned");
            if (condition.Text("reason") == "WaitingForStartupTimeout")
            {
                waited.Add(machine.Name());
                if (machine.Condition("NodeProvisioned").Text("reason") is not "WaitingForVMProvisioned" and var reason)
                {
                    return $"the Node of {machine.Name()}, which has not started, is said to be {reason}";
                }
            }

            var created = DateTimeOffset.Parse(machine.Text("metadata.creationTimestamp")!, CultureInfo.InvariantCulture);
            if (condition.Text("status") == "True" && TimeProvider.System.GetUtcNow() < created + TimeSpan.FromSeconds(2))
            {
                return $"{machine.Name()} has started before its time";
            }
        }

        return null;
    }

    private static Task PauseAsync(IKubeClient client, bool paused)
    {
        var body = new JsonObject { ["spec"] = new JsonObject { ["paused"] = paused } };
        return client.PatchAsync(CoreTypes.Cluster, new("default", "demo"), KubePatch.Merge(body), WriteOptions.Default, Token);
    }

    private static async Task GarbageMachineAsync(IKubeClient client)
    {
        var secret = new V1Secret
        {
            Metadata = new() { Name = "garbage", NamespaceProperty = "default" },
            Data = new Dictionary<string, byte[]> { ["value"] = Encoding.UTF8.GetBytes("#cloud-config\nruncmd: [\"kubeadm join\"\n  - oops: {") },
        };
        await client.CreateAsync(BuiltInTypes.Secret, secret, WriteOptions.Default, Token);
        foreach (var text in new[]
        {
            """
            {"apiVersion": "infrastructure.cluster.x-k8s.io/v1beta2", "kind": "DevMachine",
             "metadata": {"name": "broken", "namespace": "default", "labels": {"cluster.x-k8s.io/cluster-name": "demo"}}, "spec": {"backend": {"inMemory": {}}}}
            """,
            """
            {"apiVersion": "cluster.x-k8s.io/v1beta2", "kind": "Machine", "metadata": {"name": "broken", "namespace": "default"},
             "spec": {"clusterName": "demo", "version": "v1.31.0", "bootstrap": {"dataSecretName": "garbage"},
                      "infrastructureRef": {"apiGroup": "infrastructure.cluster.x-k8s.io", "kind": "DevMachine", "name": "broken"}}}
            """,
        })
        {
            var body = JsonNode.Parse(text)!.AsObject();
            await client.CreateAsync(Kinds.Of(body.Text("apiVersion")!, body.Text("kind")!), body, WriteOptions.Default, Token);
        }
    }
}
