using System.Text.Json.Nodes;
using Slipway.Api;
using Slipway.EndToEnd.Tests.Planes;
using Slipway.EndToEnd.Tests.Scenarios;
using Slipway.EndToEnd.Tests.Watching;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.EndToEnd.Tests.Secrets;

/// <summary>
/// No secret of a cluster's life stands in a log, an event, a condition, an annotation, anything else of an object that is no Secret, or in
/// the answer to a request that is refused.
/// </summary>
public sealed class SecretLeakTests
{
    private const string Namespace = "default";
    private const string FilePassword = "pw0of0the0registry0in0a0file0Kq7Zt1";
    private const string UserPassword = "$6$saltofroot$b7Hq1pWcY0uZsVn4rT8mKdE2xLfGjA9";
    private const string InlinePassword = "$6$saltofkim$n5Yc8kRzQ1wEoUxHtB3jPaV7mSgD2Lf";
    private const string NewPassword = "$6$saltofkim$z0Xv9bNmQwErTyUiOpAsDfGhJkL3c5V";
    private const string ForeignPassword = "a0foreign0password0that0boots0nothing";
    private const string TemplatePassword = "word0of0a0template0that0cannot0be0filled";
    private const string RefusedPassword = "word0of0a0request0that0is0refused0Mb3";

    private static readonly ResourceType[] WorkloadKinds =
        [BuiltInTypes.Secret, BuiltInTypes.ConfigMap, BuiltInTypes.Node, BuiltInTypes.Pod, BuiltInTypes.Event, BuiltInTypes.ServiceAccount];

    // What stands in for it is replaced by the password, or by one that is too long.
    private static readonly string[] RefusedConfigs =
    [
        """{"users": [{"name": "kim", "passwd": "PASSWORD", "passwdFrom": {"secret": {"name": "boot", "key": "root"}}}]}""",
        """{"users": [{"name": "", "passwd": "PASSWORD"}]}""",
        """{"users": [{"name": "kim", "passwd": ["PASSWORD"]}]}""",
        """{"users": [{"name": "kim", "passwd": "LONG"}]}""",
        """{"users": [{"name": "kim", "passwords": "PASSWORD"}]}""",
        """{"users": "PASSWORD"}""",
        """{"files": [{"path": "/a", "content": "PASSWORD", "contentFrom": {"secret": {"name": "boot", "key": "file"}}}]}""",
        """{"files": [{"path": "/a", "content": "PASSWORD"}, {"path": "/a", "content": "PASSWORD"}]}""",
        """{"files": [{"path": "/a", "content": "LONG"}]}""",
        """{"files": [{"path": "/a", "content": {"secret": "PASSWORD"}}]}""",
        """{"files": [{"content": "PASSWORD"}]}""",
        """{"joinConfiguration": {"discovery": {"bootstrapToken": {"token": "PASSWORD"}}}}""",
        """{"joinConfiguration": {"discovery": {"bootstrapToken": {"token": "PASSWORD"}, "file": {"kubeConfigPath": "/a"}}}}""",
        """{"initConfiguration": {"bootstrapTokens": [{"token": "PASSWORD"}]}}""",
        """{"initConfiguration": {"bootstrapTokens": "PASSWORD"}}""",
    ];

    private static readonly string[] RefusedSecrets =
    [
        """{"data": {"a": "PASSWORD-no-base64"}}""",
        """{"data": "PASSWORD"}""",
        """{"stringData": {"a": ["PASSWORD"]}}""",
        """{"stringData": {"a b": "PASSWORD"}}""",
        """{"type": "kubernetes.io/tls", "stringData": {"tls.key": "PASSWORD"}}""",
    ];

    private static readonly WriteOptions Trial = new() { DryRun = true, FieldValidation = "Strict" };

    private readonly KnownSecrets _secrets = new();
    private readonly ToldTexts _told = new();
    private int _refused;
    private int _accepted;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task LifeOfACluster_TellsNoSecret()
    {
        foreach (var password in new[]
        {
            FilePassword, UserPassword, InlinePassword, NewPassword, ForeignPassword, TemplatePassword, RefusedPassword,
        })
        {
            _secrets.Add($"{password[..12]}...", password);
        }

        using var log = new LogLines();
        await using (var plane = await TestPlane.StartAsync(Transport.InProcess, loggers: log))
        {
            await LiveAsync(plane);
        }

        foreach (var line in log.Lines)
        {
            _told.Add($"log: {line.Split(' ')[1]}", line);
        }

        Assert.InRange(_told.Count, 500, int.MaxValue);
        Assert.InRange(_secrets.Count, 50, int.MaxValue);
        Assert.True(_refused >= 25, $"{_refused} requests were refused, {_accepted} were not");
        Assert.Empty(_told.Leaks(_secrets));
    }

    private async Task LiveAsync(TestPlane plane)
    {
        ResourceType[] kinds =
            [.. Kinds.OfClusters, CoreTypes.MachineHealthCheck, DevTypes.DevMachineTemplate, BuiltInTypes.Event, BuiltInTypes.ConfigMap];
        await using var management = await ObjectView.OpenAsync(plane.Client, kinds);
        Follow(management, kinds);
        await CreateSecretAsync(
            plane.Client, "boot", ("file", FilePassword), ("root", UserPassword), ("template", $"{{{{ {TemplatePassword} }}}}"));
        await using var cluster = await TestCluster.ApplyAsync(plane.Client, new(3, 2), WithPasswords);
        await cluster.SettledAsync();
        using var workload = cluster.Workload();
        await using var inside = await ObjectView.OpenAsync(workload, WorkloadKinds);
        Follow(inside, WorkloadKinds);

        await RollOutAsync(cluster);
        await RemediateAsync(plane.Client, cluster);
        await BootWhatCannotAsync(plane.Client, management);
        await RefuseAsync(plane.Client);
        await cluster.AskDeletionAsync();
        await cluster.View.UntilAsync("the cluster is gone", o => o.Of(CoreTypes.Cluster).Count == 0);
    }

    /// <summary>At each event: a state that lasted for a moment only was told too.</summary>
    private void Follow(ObjectView view, IReadOnlyList<ResourceType> types) => view.Always(objects =>
    {
        foreach (var type in types)
        {
            foreach (var obj in objects.Of(type))
            {
                _told.Read(type, obj);
                if (type == BuiltInTypes.Secret)
                {
                    _secrets.Read(obj);
                }
            }
        }

        return null;
    });

    private static void WithPasswords(JsonObject body)
    {
        var spec = body.Text("kind") switch
        {
            "KubeadmControlPlane" => body.At("spec", "kubeadmConfigSpec"),
            "KubeadmConfigTemplate" => body.At("spec", "template", "spec"),
            _ => null,
        };
        if (spec is JsonObject config)
        {
            config["files"] = JsonNode.Parse(
                """[{"path": "/etc/registry.conf", "contentFrom": {"secret": {"name": "boot", "key": "file"}}}]""");
            config["users"] = new JsonArray(
                JsonNode.Parse("""{"name": "root", "passwdFrom": {"secret": {"name": "boot", "key": "root"}}}"""),
                new JsonObject { ["name"] = "kim", ["passwd"] = InlinePassword });
        }
    }

    private static async Task RollOutAsync(TestCluster cluster)
    {
        var users = new JsonArray(new JsonObject { ["name"] = "kim", ["passwd"] = NewPassword });
        var spec = new JsonObject { ["kubeadmConfigSpec"] = new JsonObject { ["users"] = users } };
        await cluster.PatchAsync(KubeadmTypes.KubeadmControlPlane, cluster.ControlPlaneKey, spec);
        await cluster.UpgradeControlPlaneAsync("v1.32.0");
        await cluster.UpgradeWorkersAsync("v1.32.0");
        Assert.Equal(
            3, cluster.View.Read(o => o.Of(KubeadmTypes.KubeadmConfig).Count(
                c => (c.At("spec", "users") as JsonArray)?[0].Text("passwd") == NewPassword)));
    }

    private static async Task RemediateAsync(IKubeClient client, TestCluster cluster)
    {
        var check = JsonNode.Parse(
            """
            {"apiVersion": "cluster.x-k8s.io/v1beta2", "kind": "MachineHealthCheck", "metadata": {"name": "all", "namespace": "default"},
             "spec": {"clusterName": "demo", "selector": {"matchLabels": {"cluster.x-k8s.io/control-plane": ""}},
                      "checks": {"unhealthyNodeConditions": [{"type": "Ready", "status": "Unknown", "timeoutSeconds": 300}]}}}
            """)!.AsObject();
        await client.CreateAsync(CoreTypes.MachineHealthCheck, check, WriteOptions.Default, Token);
        var ill = cluster.ControlPlaneNodes()[0];
        var annotations = new JsonObject { ["cluster.x-k8s.io/remediate-machine"] = "" };
        var asked = new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = annotations } };
        await client.PatchAsync(CoreTypes.Machine, new(Namespace, ill), KubePatch.Merge(asked), WriteOptions.Default, Token);
        await cluster.View.UntilAsync("the Machine is gone", o => o.Find(CoreTypes.Machine, ill) is null);
        await cluster.SettledAsync();
    }

    /// <summary>
    /// Machines that boot from somebody's Secrets, and one whose file cannot be made: all are told why not, without what they read.
    /// </summary>
    private static async Task BootWhatCannotAsync(IKubeClient client, ObjectView view)
    {
        await CreateSecretAsync(client, "foreign", ("value", $"## template: jinja\n#cloud-config\npassword: *{ForeignPassword}\n"));
        await CreateMachineAsync(client, "stray", """{"dataSecretName": "foreign"}""");
        await CreateSecretAsync(client, "formatted", ("value", "#cloud-config\n"), ("format", ForeignPassword));
        await CreateMachineAsync(client, "strange", """{"dataSecretName": "formatted"}""");
        await client.CreateAsync(KubeadmTypes.KubeadmConfig, Parse(
            """
            {"apiVersion": "bootstrap.cluster.x-k8s.io/v1beta2", "kind": "KubeadmConfig",
             "metadata": {"name": "odd", "namespace": "default", "labels": {"cluster.x-k8s.io/cluster-name": "demo"}},
             "spec": {"files": [{"path": "/etc/odd", "contentFormat": "Template",
                                 "contentFrom": {"secret": {"name": "boot", "key": "template"}}}],
                      "joinConfiguration": {"nodeRegistration": {"name": "odd"}}}}
            """), WriteOptions.Default, Token);
        await CreateMachineAsync(
            client, "odd", """{"configRef": {"apiGroup": "bootstrap.cluster.x-k8s.io", "kind": "KubeadmConfig", "name": "odd"}}""");
        await view.UntilAsync(
            "all say why they do not boot",
            o => o.Find(DevTypes.DevMachine, "stray").At("status")?.ToJsonString().Contains("not YAML", StringComparison.Ordinal) == true
                && o.Find(DevTypes.DevMachine, "strange").At("status")?.ToJsonString()
                    .Contains("has cloud-init and Ignition only", StringComparison.Ordinal) == true
                && o.Find(KubeadmTypes.KubeadmConfig, "odd").Condition("DataSecretAvailable").Text("message") is { } message
                && message.Contains("/etc/odd", StringComparison.Ordinal));
    }

    private static async Task CreateMachineAsync(IKubeClient client, string name, string bootstrap)
    {
        const string infrastructure =
            """
            {"apiVersion": "infrastructure.cluster.x-k8s.io/v1beta2", "kind": "DevMachine",
             "metadata": {"name": "NAME", "namespace": "default", "labels": {"cluster.x-k8s.io/cluster-name": "demo"}},
             "spec": {"backend": {"inMemory": {}}}}
            """;
        const string machine =
            """
            {"apiVersion": "cluster.x-k8s.io/v1beta2", "kind": "Machine", "metadata": {"name": "NAME", "namespace": "default"},
             "spec": {"clusterName": "demo", "version": "v1.32.0",
                      "infrastructureRef": {"apiGroup": "infrastructure.cluster.x-k8s.io", "kind": "DevMachine", "name": "NAME"}}}
            """;
        var devMachine = Parse(infrastructure.Replace("NAME", name, StringComparison.Ordinal));
        await client.CreateAsync(DevTypes.DevMachine, devMachine, WriteOptions.Default, Token);
        var body = Parse(machine.Replace("NAME", name, StringComparison.Ordinal));
        body["spec"]!["bootstrap"] = Parse(bootstrap);
        await client.CreateAsync(CoreTypes.Machine, body, WriteOptions.Default, Token);
    }

    /// <summary>Requests that are refused, each with a secret in it.</summary>
    private async Task RefuseAsync(IKubeClient client)
    {
        foreach (var config in RefusedConfigs)
        {
            var made = Named("bootstrap.cluster.x-k8s.io/v1beta2", "KubeadmConfig", "spec", Filled(config));
            await RefusedAsync(client, KubeadmTypes.KubeadmConfig, made);
            var changed = KubePatch.Merge(new JsonObject { ["spec"] = new JsonObject { ["kubeadmConfigSpec"] = Filled(config) } });
            await RefusedAsync(() => client.PatchAsync(
                KubeadmTypes.KubeadmControlPlane, new(Namespace, "demo-control-plane"), changed, Trial, Token));
        }

        foreach (var secret in RefusedSecrets)
        {
            var body = Named("v1", "Secret", "type", "Opaque");
            foreach (var (field, value) in Filled(secret))
            {
                body[field] = value!.DeepClone();
            }

            await RefusedAsync(client, BuiltInTypes.Secret, body);
        }
    }

    private Task RefusedAsync(IKubeClient client, ResourceType type, JsonObject body) =>
        RefusedAsync(() => client.CreateAsync(type, body, Trial, Token));

    private async Task RefusedAsync(Func<Task> request)
    {
        try
        {
            await request();
            _accepted++;
        }
        catch (KubeApiException refusal)
        {
            _refused++;
            if (refusal.Message.TrimStart().StartsWith("\"\" is invalid: patch:", StringComparison.Ordinal))
            {
                // A patch that makes of an object what cannot be decoded comes back to who sent it, as kube-apiserver's answer has it.
                return;
            }

            _told.Add($"refusal: {refusal.Message[..Math.Min(120, refusal.Message.Length)]}", refusal.ToString());
        }
    }

    private static Task CreateSecretAsync(IKubeClient client, string name, params ReadOnlySpan<(string Key, string Value)> values) =>
        client.CreateAsync(BuiltInTypes.Secret, UserSecret.Of(name, values), WriteOptions.Default, Token);

    private static JsonObject Filled(string json) => Parse(json
        .Replace("PASSWORD", RefusedPassword, StringComparison.Ordinal)
        .Replace("LONG", RefusedPassword + new string('x', 11_000), StringComparison.Ordinal));

    private static JsonObject Named(string apiVersion, string kind, string field, JsonNode value) => new()
    {
        ["apiVersion"] = apiVersion,
        ["kind"] = kind,
        ["metadata"] = new JsonObject { ["name"] = "bad", ["namespace"] = Namespace },
        [field] = value,
    };

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}
