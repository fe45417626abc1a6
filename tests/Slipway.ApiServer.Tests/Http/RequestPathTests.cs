using Slipway.ApiServer.Http.Routing;
using Slipway.ApiServer.Requests;

namespace Slipway.ApiServer.Tests.Http;

public sealed class RequestPathTests
{
    [Theory]
    [InlineData("/api/v1/nodes", "nodes.v1", "", "", false)]
    [InlineData("/api/v1/nodes/n1/", "nodes.v1", "", "n1", false)]
    [InlineData("/api/v1/namespaces", "namespaces.v1", "", "", false)]
    [InlineData("/api/v1/namespaces/a", "namespaces.v1", "", "a", false)]
    [InlineData("/api/v1/namespaces/a/status", "namespaces/status.v1", "", "a", false)]
    [InlineData("/api/v1/namespaces/a/finalize", "namespaces/finalize.v1", "", "a", false)]
    [InlineData("/api/v1/namespaces/a/secrets", "secrets.v1", "a", "", false)]
    [InlineData("/api/v1/namespaces/a/pods/p/portforward", "pods/portforward.v1", "a", "p", false)]
    [InlineData("/apis/apps/v1/deployments", "deployments.apps/v1", "", "", false)]
    [InlineData("/apis/apps/v1/namespaces/a/deployments/d/scale", "deployments/scale.apps/v1", "a", "d", false)]
    [InlineData("/apis/rbac.authorization.k8s.io/v1/clusterroles/system:x", "clusterroles.rbac.authorization.k8s.io/v1", "", "system:x", false)]
    [InlineData("/api/v1/watch/nodes", "nodes.v1", "", "", true)]
    [InlineData("/api/v1/watch/namespaces/a/pods/p", "pods.v1", "a", "p", true)]
    public void Parse_AResource_IsTakenApart(string path, string resource, string ns, string name, bool legacyWatch)
    {
        var parsed = RequestPath.Parse(path);

        Assert.True(parsed.IsResource);
        Assert.Equal((resource, ns, name, legacyWatch), (parsed.Resource.ToString(), parsed.Namespace, parsed.Name, parsed.IsLegacyWatch));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/api")]
    [InlineData("/api/v1")]
    [InlineData("/apis/apps/v1")]
    [InlineData("/healthz")]
    [InlineData("/openapi/v3/api/v1")]
    public void Parse_AnotherPath_IsNoResource(string path) => Assert.False(RequestPath.Parse(path).IsResource);

    [Fact]
    public void Resource_OfTheCoreGroup_HasNoGroup() =>
        Assert.Equal(new ResourceReference("", "v1", "pods"), RequestPath.Parse("/api/v1/pods").Resource);
}
