using System.Text.Json.Nodes;
using Slipway.ApiServer.Authorization;
using Slipway.ApiServer.Authorization.Rbac;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Tests.Engine;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Tests.Access;

public sealed class DefaultPolicyTests
{
    private static readonly ObjectKey View = new("", "view");

    [Fact]
    public async Task Roles_OfANewCluster_CollectWhatTheyAreMadeOf()
    {
        await using var server = await EngineFixture.StartAsync();

        var view = await RulesAsync(server, "view");
        var edit = await RulesAsync(server, "edit");
        var admin = await RulesAsync(server, "admin");

        Assert.NotEmpty(view);
        Assert.Empty(PolicyRules.Missing([.. edit], view));
        Assert.Empty(PolicyRules.Missing([.. admin], edit));
        Assert.NotEmpty(PolicyRules.Missing([.. view], edit));
    }

    [Fact]
    public async Task Restart_OfAServerThatHasTheDefaults_WritesNothing()
    {
        await using var server = await EngineFixture.StartAsync();
        var before = server.Store.Revision;

        await server.RestartAsync();

        Assert.Equal(before, server.Store.Revision);
    }

    [Fact]
    public async Task Restart_AfterADefaultWasDeletedOrEmptied_GivesItBack()
    {
        await using var server = await EngineFixture.StartAsync();
        await server.Client.DeleteAsync(BuiltInTypes.ClusterRoleBinding, new ObjectKey("", "system:discovery"), DeleteOptions.Default, EngineFixture.Token);
        await PatchAsync(server, "system:basic-user", """{"rules":[]}""");

        await server.RestartAsync();

        Assert.NotEmpty(await RulesAsync(server, "system:basic-user"));
        Assert.NotNull(await server.Client.FindAsync((ResourceType)BuiltInTypes.ClusterRoleBinding, new ObjectKey("", "system:discovery"), EngineFixture.Token));
    }

    [Fact]
    public async Task Restart_AfterADefaultWasTakenOver_LeavesIt()
    {
        await using var server = await EngineFixture.StartAsync();
        await PatchAsync(
            server, "system:basic-user", """{"metadata":{"annotations":{"rbac.authorization.kubernetes.io/autoupdate":"false"}},"rules":[]}""");

        await server.RestartAsync();

        Assert.Empty(await RulesAsync(server, "system:basic-user"));
    }

    [Fact]
    public async Task Decision_AboutAUserWithRoles_AllocatesNoMoreThanTheQuestion()
    {
        await using var server = await EngineFixture.StartAsync();
        var user = new RequestUser("system:kube-scheduler", ["system:authenticated"]);
        var wanted = new AuthorizationAttributes(user, "list") { Resource = "pods" };
        var authorizer = server.Server.Authorizer;
        Assert.True((await authorizer.AuthorizeAsync(wanted, EngineFixture.Token)).IsAllowed);

        // The answer is there at once: nothing awaits, so all stays on this thread.
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            Assert.True((await authorizer.AuthorizeAsync(wanted, EngineFixture.Token)).IsAllowed);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1000);
    }

    private static async Task<IReadOnlyList<PolicyRule>> RulesAsync(EngineFixture server, string name) => PolicyRules.Of(
        (await server.Client.GetAsync(BuiltInTypes.ClusterRole, View with { Name = name }, EngineFixture.Token)).ToJsonObject());

    private static Task PatchAsync(EngineFixture server, string name, string patch) => server.Client.PatchAsync(
        BuiltInTypes.ClusterRole,
        View with { Name = name },
        KubePatch.Merge((JsonObject)JsonNode.Parse(patch)!),
        WriteOptions.Default,
        EngineFixture.Token);
}
