using Slipway.ApiServer.Tests.Access;

namespace Slipway.ApiServer.Tests.Admission.BuiltIn;

/// <summary>What kube-apiserver's own plugins do to pods and claims, in its words.</summary>
public sealed class BuiltInAdmissionTests : IAsyncLifetime
{
    private const string Core = "/api/v1/namespaces/default";
    private const string NoResize = "only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize";

    private AccessFixture _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await AccessFixture.StartAsync();
        await _server.UntilAsync($"{Core}/serviceaccounts/default", a => a.Code == 200);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Containers_GetWhatTheLimitRangeSays()
    {
        await LimitAsync("""{"type":"Container","default":{"cpu":"500m","memory":"512Mi"},"defaultRequest":{"cpu":"100m"}}""");

        var pod = await PodAsync("""{"name":"c","image":"i","resources":{"limits":{"cpu":"2"}}},{"name":"d","image":"i"}""");

        Assert.Equal(
            "LimitRanger plugin set: memory request for container c; memory limit for container c; "
            + "cpu, memory request for container d; cpu, memory limit for container d",
            pod.Body["metadata"]!["annotations"]!["kubernetes.io/limit-ranger"]!.ToString());
        Assert.Equal(
            """{"limits":{"cpu":"500m","memory":"512Mi"},"requests":{"cpu":"100m","memory":"512Mi"}}""",
            pod.Body["spec"]!["containers"]![1]!["resources"]!.ToJsonString());
    }

    [Theory]
    [InlineData("""{"type":"Container","min":{"cpu":"100m"}}""", """{"requests":{"cpu":"50m"}}""", "minimum cpu usage per Container is 100m, but request is 50m")]
    [InlineData("""{"type":"Pod","min":{"cpu":"100m"}}""", "{}", "minimum cpu usage per Pod is 100m.  No request is specified")]
    [InlineData(
        """{"type":"Container","min":{"cpu":"100m"},"max":{"cpu":"1"}}""",
        """{"requests":{"cpu":"50m"},"limits":{"cpu":"2"}}""",
        "[minimum cpu usage per Container is 100m, but request is 50m, maximum cpu usage per Container is 1, but limit is 2]")]
    [InlineData("""{"type":"Pod","max":{"cpu":"1"}}""", "{}", "maximum cpu usage per Pod is 1.  No limit is specified")]
    [InlineData("""{"type":"Pod","max":{"cpu":"1"}}""", """{"limits":{"cpu":"1200m"}}""", "maximum cpu usage per Pod is 1, but limit is 1200m")]
    [InlineData(
        """{"type":"Container","maxLimitRequestRatio":{"cpu":"2"}}""",
        """{"requests":{"cpu":"100m"},"limits":{"cpu":"500m"}}""",
        "cpu max limit to request ratio per Container is 2, but provided ratio is 5.000000")]
    [InlineData(
        """{"type":"Container","maxLimitRequestRatio":{"cpu":"2"}}""",
        "{}",
        "cpu max limit to request ratio per Container is 2, but no request is specified or request is 0")]
    public async Task Pod_BeyondALimit_IsRefused(string limit, string resources, string why)
    {
        await LimitAsync(limit);

        var refused = await PodAsync($$"""{"name":"c","image":"i","resources":{{resources}}}""");

        Assert.Equal((403, $"pods \"p\" is forbidden: {why}"), (refused.Code, refused.Text("message")));
    }

    [Fact]
    public async Task Claim_GetsTheDefaultClass_AndGrowsOnlyWhereItMay()
    {
        const string Classes = "/apis/storage.k8s.io/v1/storageclasses";
        const string Larger = """{"spec":{"resources":{"requests":{"storage":"2Gi"}}}}""";
        await _server.DoAsync(
            "POST",
            Classes,
            """{"metadata":{"name":"s","annotations":{"storageclass.kubernetes.io/is-default-class":"true"}},"provisioner":"p"}""");
        await LimitAsync("""{"type":"PersistentVolumeClaim","max":{"storage":"5Gi"}}""");

        var claim = await ClaimAsync("a", "1Gi");
        var tooLarge = await ClaimAsync("b", "10Gi");
        await _server.DoAsync("PATCH", $"{Core}/persistentvolumeclaims/a/status", """{"status":{"phase":"Bound"}}""");
        var fixedSize = await _server.SendAsync(_server.Admin, "PATCH", $"{Core}/persistentvolumeclaims/a", Larger);
        await _server.DoAsync("PATCH", $"{Classes}/s", """{"allowVolumeExpansion":true}""");
        var grown = await _server.DoAsync("PATCH", $"{Core}/persistentvolumeclaims/a", Larger);

        Assert.Equal("s", claim.Text("spec", "storageClassName"));
        Assert.Equal(
            "persistentvolumeclaims \"b\" is forbidden: maximum storage usage per PersistentVolumeClaim is 5Gi, but request is 10Gi", tooLarge.Text("message"));
        Assert.Equal($"persistentvolumeclaims \"a\" is forbidden: {NoResize}", fixedSize.Text("message"));
        Assert.Equal(200, grown.Code);
    }

    [Fact]
    public async Task VolumeAttributesClass_IsKeptWhileItMayBeInUse()
    {
        var made = await _server.DoAsync(
            "POST",
            "/apis/storage.k8s.io/v1/volumeattributesclasses",
            """{"metadata":{"name":"v"},"driverName":"d","parameters":{"a":"b"}}""");

        Assert.Equal("""["kubernetes.io/vac-protection"]""", made.Text("metadata", "finalizers"));
    }

    [Fact]
    public async Task Ingress_GetsTheDefaultClass_UnlessItNamesOne()
    {
        const string Ingresses = "/apis/networking.k8s.io/v1/namespaces/default/ingresses";
        const string Spec = """{"defaultBackend":{"service":{"name":"s","port":{"number":80}}}}""";
        await _server.DoAsync(
            "POST",
            "/apis/networking.k8s.io/v1/ingressclasses",
            """{"metadata":{"name":"n","annotations":{"ingressclass.kubernetes.io/is-default-class":"true"}},"spec":{"controller":"e.com/c"}}""");

        var without = await _server.DoAsync("POST", Ingresses, $$"""{"metadata":{"name":"a"},"spec":{{Spec}}}""");
        var with = await _server.DoAsync(
            "POST", Ingresses, $$"""{"metadata":{"name":"b","annotations":{"kubernetes.io/ingress.class":"x"} },"spec":{{Spec}}}""");

        Assert.Equal("n", without.Text("spec", "ingressClassName"));
        Assert.Null(with.Body["spec"]!["ingressClassName"]);
    }

    [Fact]
    public async Task Pod_GetsWhatItsRuntimeClassSays()
    {
        await _server.DoAsync(
            "POST",
            "/apis/node.k8s.io/v1/runtimeclasses",
            """
            {"metadata":{"name":"r"},"handler":"h","overhead":{"podFixed":{"cpu":"250m"}},
             "scheduling":{"nodeSelector":{"a":"1"},"tolerations":[{"key":"k","operator":"Exists"}]}}
            """);

        var pod = await RunAsync("a", """ "runtimeClassName":"r", """);
        var other = await RunAsync("b", """ "runtimeClassName":"r","nodeSelector":{"a":"2"}, """);
        var unknown = await RunAsync("c", """ "runtimeClassName":"no", """);
        var without = await RunAsync("d", """ "overhead":{"cpu":"1"}, """);

        Assert.Equal("250m", pod.Text("spec", "overhead", "cpu"));
        Assert.Contains(pod.Body["spec"]!["tolerations"]!.AsArray(), t => t!["key"]!.ToString() == "k");
        Assert.Equal(
            "pods \"b\" is forbidden: conflict: runtimeClass.scheduling.nodeSelector[a] = 1; pod.spec.nodeSelector[a] = 2", other.Text("message"));
        Assert.Equal("pods \"c\" is forbidden: pod rejected: RuntimeClass \"no\" not found", unknown.Text("message"));
        Assert.Equal(
            "pods \"d\" is forbidden: pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead", without.Text("message"));
    }

    private Task<Answer> LimitAsync(string limit) => PostAsync("limitranges", "l", $$"""{"limits":[{{limit}}]}""");

    private Task<Answer> PodAsync(string containers) => PostAsync("pods", "p", $$"""{"containers":[{{containers}}]}""");

    private Task<Answer> RunAsync(string name, string fields) =>
        PostAsync("pods", name, "{" + fields + """ "containers":[{"name":"c","image":"i"}]}""");

    private Task<Answer> ClaimAsync(string name, string size) => PostAsync(
        "persistentvolumeclaims", name, """{"accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"SIZE"}}}""".Replace("SIZE", size, StringComparison.Ordinal));

    private Task<Answer> PostAsync(string resource, string name, string spec) =>
        _server.SendAsync(_server.Admin, "POST", $"{Core}/{resource}", $$"""{"metadata":{"name":"{{name}}"},"spec":{{spec}}}""");
}
