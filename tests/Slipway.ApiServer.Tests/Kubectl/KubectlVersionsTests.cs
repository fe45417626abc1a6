using Slipway.ApiServer.Tests.Planes;

namespace Slipway.ApiServer.Tests.Kubectl;

/// <summary>Every kubectl there is does its everyday work with a plane: they differ in encodings, discovery and ways to ask.</summary>
public sealed class KubectlVersionsTests
{
    private const string Settings = """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: settings, labels: {app: web}}
        data: {colour: red}
        """;

    private const string Web = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec: {containers: [{name: main, image: nginx}]}
        """;

    public static TheoryData<string> Programs => KubectlPrograms.Found();

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Programs))]
    public async Task EveryVersion_DoesItsEverydayWork(string program)
    {
        await using var plane = await TestPlane.StartAsync();
        var kubectl = new Kubectl(plane.KubeconfigPath, program);
        var story = new KubectlStory(kubectl);

        await WriteAsync(story);
        await ReadAsync(story);
        await ChangeAsync(story);
        await AskAsync(story);
        await AskWhoAsync(story, kubectl);
        await DeleteAsync(story, kubectl);

        Assert.True(story.Failures.Count == 0, string.Join('\n', story.Failures));
    }

    private static string Named(string name) => Settings.Replace("settings", name, StringComparison.Ordinal);

    private static async Task WriteAsync(KubectlStory story)
    {
        var blue = Settings.Replace("red", "blue", StringComparison.Ordinal);
        await story.StepAsync("apply -f -", "configmap/settings created", Settings);
        await story.StepAsync("diff -f -", @"\+  colour: blue", blue, exit: 1);
        await story.StepAsync("diff --server-side --force-conflicts -f -", @"\+  colour: blue", blue, exit: 1);
        await story.StepAsync("apply -f -", "configmap/settings configured", blue);
        await story.StepAsync("apply --dry-run=server -f -", @"configmap/settings unchanged \(server dry run\)", blue);
        await story.StepAsync("apply --server-side -f -", "deployment.apps/web serverside-applied", Web);
        await story.StepAsync(
            "apply --server-side --field-manager=other -f -",
            "conflict with \"kubectl\"",
            Web.Replace("nginx", "httpd", StringComparison.Ordinal), exit: 1);
        await story.StepAsync("create -f -", "configmap/strict created", Named("strict"));
        await story.StepAsync("create --validate=strict -f -", "unknown field \"color\"", Named("other") + "\ncolor: x\n", exit: 1);
        await story.StepAsync("create --validate=warn -f -", "Warning: unknown field \"color\"", Named("warned") + "\ncolor: x\n");
        await story.StepAsync("create -f -", "AlreadyExists", Settings, exit: 1);
        await story.StepAsync("replace -f -", "configmap/settings replaced", Settings);
    }

    private static async Task ReadAsync(KubectlStory story)
    {
        await story.StepAsync("get cm settings", @"settings +1 +\d+s");
        await story.StepAsync("get deploy web -o wide", @"IMAGES +SELECTOR\nweb +0/1 .* main +nginx +app=web");
        await story.StepAsync("get cm settings -o yaml", "colour: red");
        await story.StepAsync("get cm settings -o jsonpath={.data.colour}", "^red$");
        await story.StepAsync("get cm --chunk-size=1 -l app=web -o name", "^configmap/settings\nconfigmap/strict\nconfigmap/warned\n$");
        await story.StepAsync("get cm,deploy -A --show-labels", "deployment.apps/web");
        await story.StepAsync("get cm none", @"Error from server \(NotFound\): configmaps ""none"" not found", exit: 1);
        await story.StepAsync("describe cm settings", "colour:\n----\nred");
        await story.StepAsync("describe deploy web", @"Image: +nginx");
        await story.StepAsync("describe ns default", @"Status: +Active");
        await story.StepAsync("events", "No events found in default namespace");
        await story.WatchAsync("watched");
    }

    private static async Task ChangeAsync(KubectlStory story)
    {
        await story.StepAsync(
            """patch deploy web -p {"spec":{"template":{"spec":{"containers":[{"name":"main","image":"httpd"}]}}}}""", "patched");
        await story.StepAsync("""patch cm settings --type=merge -p {"data":{"size":"1"}}""", "patched");
        await story.StepAsync("""patch cm settings --type=json -p [{"op":"add","path":"/data/x","value":"y"}]""", "patched");
        await story.StepAsync("""patch deploy web --subresource=status --type=merge -p {"status":{"replicas":1}}""", "patched");
        await story.StepAsync("label cm settings tier=front", "labeled");
        await story.StepAsync("annotate cm settings note=n", "configmap/settings annotated?\n");
        await story.StepAsync("edit cm settings", "configmap/settings edited", editor: "sed -i s/red/green/");
        await story.StepAsync(
            "get cm settings -o jsonpath={.data.colour},{.data.size},{.data.x},{.metadata.labels.tier},{.metadata.annotations.note}",
            "^green,1,y,front,n$");
        await story.StepAsync("wait cm/settings --for=jsonpath={.data.colour}=green --timeout=10s", "condition met");
        await story.StepAsync("scale deploy web --replicas=3", "deployment.apps/web scaled");
        await story.StepAsync("set image deploy/web main=caddy", "image updated");
        await story.StepAsync(
            "get deploy web -o jsonpath={.spec.replicas},{.spec.template.spec.containers[0].image},{.status.replicas}", "^3,caddy,1$");
        await story.StepAsync("rollout history deploy/web", "deployment.apps/web");
        await story.StepAsync("rollout restart deploy/web", "deployment.apps/web restarted");
        await story.StepAsync("autoscale deploy web --max=5", "autoscaled");
        await story.StepAsync("expose deploy web --port=80", "service/web exposed");
        await story.StepAsync("run once --image=nginx --restart=Never", "pod/once created");
        await story.StepAsync("exec once -- date", "pod once does not have a host assigned", exit: 1);
        await story.StepAsync("logs once", "^$");
    }

    private static async Task AskAsync(KubectlStory story)
    {
        await story.StepAsync("explain deployment.spec.replicas", "FIELD: +replicas");
        await story.StepAsync("explain configmap --recursive", "binaryData");
        await story.StepAsync("auth can-i delete pods", "^yes\n");
        await story.StepAsync("auth can-i delete pods --as=bob", "^no", exit: 1);
        await story.StepAsync("auth can-i --list", @"\*\.\* +\[\] +\[\] +\[\*\]");
        await story.StepAsync("api-resources", "deployments +deploy +apps/v1 +true +Deployment");
        await story.StepAsync("api-resources --verbs=list --namespaced=false -o name", "\nnodes\n");
        await story.StepAsync("api-versions", "apps/v1\n");
        await story.StepAsync("version", "Server Version: ");
        await story.StepAsync("cluster-info", "is running at");
    }

    // The first to have the command, 1.27, asks only for versions of the API that servers of today serve no more.
    private static async Task AskWhoAsync(KubectlStory story, Kubectl kubectl)
    {
        var old = (await kubectl.RunAsync("version --client -o json")).Contains("\"minor\": \"27", StringComparison.Ordinal);
        await story.StepAsync("auth whoami", old ? "selfsubjectreviews API is not enabled" : "system:masters", exit: old ? 1 : 0);
    }

    private static async Task DeleteAsync(KubectlStory story, Kubectl kubectl)
    {
        foreach (var cascade in new[] { "foreground", "background", "orphan" })
        {
            await kubectl.RunAsync($"create configmap {cascade}");
            var uid = await kubectl.RunAsync($"get cm {cascade} -o jsonpath={{.metadata.uid}}");
            await story.StepAsync("apply -f -", "created", $$"""
                apiVersion: v1
                kind: Secret
                metadata:
                  name: {{cascade}}
                  ownerReferences: [{apiVersion: v1, kind: ConfigMap, name: {{cascade}}, uid: {{uid}}, blockOwnerDeletion: true}]
                """);
            await story.StepAsync($"delete cm {cascade} --cascade={cascade} --timeout=20s", $"configmap \"{cascade}\" deleted");
        }

        await story.StepAsync("wait secret/foreground secret/background --for=delete --timeout=20s", "");
        await story.StepAsync("get secret orphan -o jsonpath={.metadata.ownerReferences}", "^$");
        await story.StepAsync("delete cm -l app=web", "configmap \"warned\" deleted");
        await story.StepAsync("delete deploy web --wait=false", "deleted");
        await story.StepAsync("delete pod once --force --grace-period=0", "pod \"once\" force deleted");
        await story.StepAsync("delete cm none --ignore-not-found", "^$");
    }
}
