using Slipway.ApiServer.Tests.Planes;

namespace Slipway.ApiServer.Tests.Kubectl;

public sealed class KubectlTests : IAsyncLifetime
{
    private const string Manifest = """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: settings
          labels: {app: web}
        data:
          colour: red
        """;

    private const string Definition = """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: widgets.example.com}
        spec:
          group: example.com
          scope: Namespaced
          names: {plural: widgets, singular: widget, kind: Widget, shortNames: [wd]}
          versions:
          - name: v1
            served: true
            storage: true
            subresources:
              status: {}
              scale: {specReplicasPath: .spec.replicas, statusReplicasPath: .status.replicas}
            additionalPrinterColumns:
            - {name: Replicas, type: integer, jsonPath: .spec.replicas}
            schema:
              openAPIV3Schema:
                type: object
                properties:
                  spec:
                    type: object
                    description: What is wanted.
                    properties:
                      replicas: {type: integer, default: 1, description: How many are wanted.}
                  status: {type: object, x-kubernetes-preserve-unknown-fields: true}
        """;

    private const string Widget = """
        apiVersion: example.com/v1
        kind: Widget
        metadata: {name: w}
        spec: {replicas: 2}
        """;

    private TestPlane _plane = null!;
    private Kubectl _kubectl = null!;

    public async ValueTask InitializeAsync()
    {
        Kubectl.SkipWhenAbsent();
        _plane = await TestPlane.StartAsync();
        _kubectl = new Kubectl(_plane.KubeconfigPath);
    }

    public ValueTask DisposeAsync() => _plane?.DisposeAsync() ?? default;

    [Fact]
    public async Task Apply_OnceMoreAndChanged_SaysWhatItDid()
    {
        Assert.Equal("configmap/settings created\n", await _kubectl.RunAsync("apply -f -", Manifest));
        Assert.Equal("configmap/settings unchanged\n", await _kubectl.RunAsync("apply -f -", Manifest));
        Assert.Equal("configmap/settings configured\n", await _kubectl.RunAsync("apply -f -", Manifest.Replace("red", "blue", StringComparison.Ordinal)));
        Assert.Equal("blue", await _kubectl.RunAsync("get configmap settings -o jsonpath={.data.colour}"));
    }

    [Fact]
    public async Task Apply_ServerSide_OwnsItsFields()
    {
        Assert.Equal("configmap/settings serverside-applied\n", await _kubectl.RunAsync("apply --server-side --field-manager=one -f -", Manifest));

        var conflict = await _kubectl.TryRunAsync(
            "apply --server-side --field-manager=two -f -", Manifest.Replace("red", "blue", StringComparison.Ordinal));

        Assert.Equal(1, conflict.ExitCode);
        Assert.Contains("conflict with \"one\": .data.colour", conflict.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Apply_WithAnUnknownField_IsRefused()
    {
        var refused = await _kubectl.TryRunAsync("apply -f -", Manifest + "\ncolor: blue\n");

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("unknown field \"color\"", refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_InItsForms_Prints()
    {
        await _kubectl.RunAsync("apply -f -", Manifest);

        var lines = (await _kubectl.RunAsync("get configmaps -l app=web")).Split('\n');
        Assert.Matches("^NAME +DATA +AGE$", lines[0]);
        Assert.Matches(@"^settings +1 +\d+s$", lines[1]);
        Assert.Contains("colour: red", await _kubectl.RunAsync("get cm settings -o yaml"), StringComparison.Ordinal);
        Assert.Matches("settings +1", await _kubectl.RunAsync("get cm -A --sort-by=.metadata.name"));
        Assert.Matches("default +Active", await _kubectl.RunAsync("get ns"));
        Assert.Contains("NotFound", (await _kubectl.TryRunAsync("get cm none")).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Describe_AConfigMap_ShowsIt()
    {
        await _kubectl.RunAsync("apply -f -", Manifest);

        var text = await _kubectl.RunAsync("describe configmap settings");

        Assert.Matches(@"Name: +settings\n", text);
        Assert.Contains("colour:\n----\nred", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PatchLabelAnnotateEdit_EachChangesTheObject()
    {
        await _kubectl.RunAsync("apply -f -", Manifest);

        Assert.Equal("configmap/settings patched\n", await _kubectl.RunAsync("""patch cm settings -p {"data":{"size":"1"}}"""));
        Assert.Equal("configmap/settings patched\n", await _kubectl.RunAsync("""patch cm settings --type=json -p [{"op":"add","path":"/data/x","value":"y"}]"""));
        Assert.Equal("configmap/settings labeled\n", await _kubectl.RunAsync("label cm settings tier=front"));
        Assert.Equal("configmap/settings annotated\n", await _kubectl.RunAsync("annotate cm settings note=n"));
        var edited = await _kubectl.TryRunAsync("edit cm settings", editor: "sed -i s/red/green/");

        Assert.Equal("configmap/settings edited\n", edited.Output);
        Assert.Equal("green,1,y,front,n", await _kubectl.RunAsync(
            "get cm settings -o jsonpath={.data.colour},{.data.size},{.data.x},{.metadata.labels.tier},{.metadata.annotations.note}"));
    }

    [Fact]
    public async Task CustomResources_AreServedOnceDefined()
    {
        await DefineWidgetsAsync();
        await _kubectl.RunAsync("apply -f -", Widget);

        var lines = (await _kubectl.RunAsync("get wd")).Split('\n');
        Assert.Matches("^NAME +REPLICAS$", lines[0]);
        Assert.Matches("^w +2$", lines[1]);
        Assert.Equal("widget.example.com/w scaled\n", await _kubectl.RunAsync("scale widget w --replicas=5"));
        Assert.Equal("5", await _kubectl.RunAsync("get widget w -o jsonpath={.spec.replicas}"));
        await _kubectl.RunAsync("""patch widget w --subresource=status --type=merge -p {"status":{"phase":"Ready"}}""");
        await _kubectl.RunAsync("wait widget/w --for=jsonpath={.status.phase}=Ready --timeout=10s");
        Assert.Contains("How many are wanted.", await _kubectl.RunAsync("explain widget.spec.replicas"), StringComparison.Ordinal);
        Assert.Matches(@"widgets +wd +example.com/v1 +true +Widget", await _kubectl.RunAsync("api-resources"));
    }

    [Fact]
    public async Task GetWatch_TellsChangesAsTheyCome()
    {
        using var watching = _kubectl.Start("get configmaps -w --no-headers");
        try
        {
            await _kubectl.RunAsync("create configmap first");
            await ReadUntilAsync(watching.StandardOutput, "first");
            await _kubectl.RunAsync("create configmap second");
            await ReadUntilAsync(watching.StandardOutput, "second");
        }
        finally
        {
            watching.Kill();
        }
    }

    [Fact]
    public async Task Delete_AndWaitForDelete_EndWhenItIsGone()
    {
        await _kubectl.RunAsync("create namespace gone");
        await _kubectl.RunAsync("-n gone apply -f -", Manifest);

        Assert.Equal("namespace \"gone\" deleted\n", await _kubectl.RunAsync("delete namespace gone --timeout=20s"));

        Assert.Contains("NotFound", (await _kubectl.TryRunAsync("-n gone get cm settings")).Errors, StringComparison.Ordinal);
        Assert.Equal(0, (await _kubectl.TryRunAsync("wait namespace/gone --for=delete --timeout=5s")).ExitCode);
    }

    [Fact]
    public async Task ServersOwnDocuments_AreRead()
    {
        Assert.Contains("Server Version: v1.32.0", await _kubectl.RunAsync("version"), StringComparison.Ordinal);
        Assert.Matches("configmaps +cm +v1 +true +ConfigMap", await _kubectl.RunAsync("api-resources"));
        Assert.Contains("apiextensions.k8s.io/v1", await _kubectl.RunAsync("api-versions"), StringComparison.Ordinal);
        Assert.Contains("FIELD: data", await _kubectl.RunAsync("explain configmap.data"), StringComparison.Ordinal);
        Assert.Equal("ok", await _kubectl.RunAsync("get --raw /readyz"));
    }

    [Fact]
    public async Task AnotherUser_IsForbidden()
    {
        var refused = await _kubectl.TryRunAsync("get cm --as=bob");

        Assert.Contains("User \"bob\" cannot list resource \"configmaps\"", refused.Errors, StringComparison.Ordinal);
    }

    private static async Task ReadUntilAsync(StreamReader output, string name)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(name + " ", StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"the watch ended before {name} was seen");
    }

    private async Task DefineWidgetsAsync()
    {
        await _kubectl.RunAsync("apply -f -", Definition);
        await _kubectl.RunAsync("wait crd/widgets.example.com --for=condition=Established --timeout=10s");
    }

    // What kubectl makes of its arguments it sends in protobuf.
    [Theory]
    [InlineData("deployment web --image=nginx", "deployment.apps/web created")]
    [InlineData("job once --image=busybox -- date", "job.batch/once created")]
    [InlineData("cronjob often --image=busybox --schedule=@hourly", "cronjob.batch/often created")]
    [InlineData("secret generic s --from-literal=a=b", "secret/s created")]
    [InlineData("role r --verb=get --resource=pods", "role.rbac.authorization.k8s.io/r created")]
    [InlineData("clusterrolebinding b --clusterrole=view --serviceaccount=default:sa", "clusterrolebinding.rbac.authorization.k8s.io/b created")]
    [InlineData("quota q --hard=cpu=1,memory=1G", "resourcequota/q created")]
    [InlineData("pdb p --selector=app=web --max-unavailable=50%", "poddisruptionbudget.policy/p created")]
    [InlineData("ingress i --rule=foo.com/bar=svc1:8080,tls=cert", "ingress.networking.k8s.io/i created")]
    [InlineData("priorityclass pc --value=1000", "priorityclass.scheduling.k8s.io/pc created")]
    [InlineData("service clusterip c --tcp=80:http", "service/c created")]
    public async Task Create_OfAKind_IsTaken(string arguments, string answer) =>
        Assert.Equal(answer + "\n", await _kubectl.RunAsync("create " + arguments));

    [Fact]
    public async Task Explain_ByOpenApiV2_KnowsBuiltInAndCustomKinds()
    {
        await DefineWidgetsAsync();

        Assert.Contains("strategy\t<Object>", await _kubectl.RunAsync("explain --output=plaintext-openapiv2 deployment.spec"), StringComparison.Ordinal);
        Assert.Contains("How many are wanted.", await _kubectl.RunAsync("explain --output=plaintext-openapiv2 widget.spec"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_OfApiServices_ShowsThemAvailable() =>
        Assert.Matches(@"v1\.apps +Local +True", await _kubectl.RunAsync("get apiservices"));
}
