using Slipway.ApiServer.Requests;
using Slipway.Kubernetes.Errors;

namespace Slipway.ApiServer.Tests.Engine;

/// <summary>Options of lists and watches that do not go together, or that cannot be read.</summary>
public class SelectionOptionsTests
{
    private const string Unless = "Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided";
    private const string Continuing = "Forbidden: resourceVersionMatch is forbidden when continue is provided";
    private const string NotForWatch = "Forbidden: resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided";
    private const string NeedsMatch = "Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan";

    private static readonly ResourceReference ConfigMaps = new("", "v1", "configmaps");

    [Theory]
    [InlineData("", "Exact", "", null, Unless)]
    [InlineData("5", "Exact", "x", null, Continuing)]
    [InlineData("", "Exact", "x", null, Unless + "|" + Continuing)]
    [InlineData("5", "exact", "", null, "Unsupported value: \"exact\": supported values: \"Exact\", \"NotOlderThan\", \"\"")]
    [InlineData("0", "Exact", "", null, "Forbidden: resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\"")]
    [InlineData("", "", "", false, "Forbidden: sendInitialEvents is forbidden for list")]
    public async Task List_WithOptionsThatDoNotGoTogether_IsInvalid(
        string version, string match, string token, bool? initial, string causes)
    {
        var refusal = await RefusalAsync(new ListRequest
        {
            Resource = ConfigMaps, ResourceVersion = version, ResourceVersionMatch = match, Continue = token, SendInitialEvents = initial,
        });

        Assert.Equal((422, causes), (refusal.Code, CausesOf(refusal)));
        Assert.StartsWith("ListOptions.meta.k8s.io \"\" is invalid: ", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("5", "NotOlderThan", "", null, NotForWatch)]
    [InlineData("5", "Exact", "", null, NotForWatch + "|Unsupported value: \"Exact\": supported values: \"NotOlderThan\"")]
    [InlineData("5", "", "", true, NeedsMatch)]
    [InlineData("5", "", "", false, NeedsMatch)]
    [InlineData("", "Exact", "", true, NeedsMatch + "|Unsupported value: \"Exact\": supported values: \"NotOlderThan\"")]
    [InlineData("", "", "x", null, Continuing)]
    public async Task Watch_WithOptionsThatDoNotGoTogether_IsInvalid(
        string version, string match, string token, bool? initial, string causes)
    {
        var refusal = await RefusalAsync(new WatchRequest
        {
            Resource = ConfigMaps, ResourceVersion = version, ResourceVersionMatch = match, Continue = token, SendInitialEvents = initial,
        });

        Assert.Equal((422, causes), (refusal.Code, CausesOf(refusal)));
    }

    [Fact]
    public async Task Watch_ByAnOldPath_IsCheckedAsAListIs()
    {
        var refusal = await RefusalAsync(new WatchRequest { Resource = ConfigMaps, IsLegacyPath = true, SendInitialEvents = true });

        Assert.Equal("Forbidden: sendInitialEvents is forbidden for list", CausesOf(refusal));
    }

    [Theory]
    [InlineData("abc", "resourceVersion: Invalid value: \"abc\": strconv.ParseUint: parsing \"abc\": invalid syntax")]
    [InlineData("-1", "resourceVersion: Invalid value: \"-1\": strconv.ParseUint: parsing \"-1\": invalid syntax")]
    [InlineData(
        "99999999999999999999",
        "resourceVersion: Invalid value: \"99999999999999999999\": strconv.ParseUint: parsing \"99999999999999999999\": value out of range")]
    public async Task AnyRead_AtAVersionThatIsNone_IsRefused(string version, string text)
    {
        var list = await RefusalAsync(new ListRequest { Resource = ConfigMaps, ResourceVersion = version });
        var watch = await RefusalAsync(new WatchRequest { Resource = ConfigMaps, ResourceVersion = version });
        await using var fixture = await EngineFixture.StartAsync();
        var get = await Assert.ThrowsAsync<KubeApiException>(() => fixture.Server.GetAsync(
            new GetRequest { Resource = ConfigMaps, Namespace = "default", Name = "a", ResourceVersion = version }, EngineFixture.Token).AsTask());

        Assert.Equal((400, "BadRequest", "invalid resource version: " + text), (list.Code, list.Reason, list.Message));
        Assert.Equal((500, "", text), (watch.Code, watch.Reason, watch.Message));
        Assert.Equal((500, "", text), (get.Status.Code, get.Status.Reason, get.Message));
    }

    [Theory]
    [InlineData("", "configmaps", "spec.x", "\"spec.x\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\"")]
    [InlineData("", "secrets", "data.x", "field label not supported: data.x")]
    [InlineData("", "namespaces", "metadata.namespace", "field label not supported: metadata.namespace")]
    [InlineData("", "nodes", "metadata.namespace", "field label not supported: metadata.namespace")]
    [InlineData("batch", "jobs", "spec.x", "field label \"spec.x\" not supported for Job")]
    [InlineData("apiextensions.k8s.io", "customresourcedefinitions", "metadata.namespace", null)]
    [InlineData("", "pods", "spec.host", null)]
    public async Task List_ByAField_IsServedWhereTheKindOffersIt(string group, string plural, string field, string? refusal)
    {
        await using var fixture = await EngineFixture.StartAsync();
        var request = new ListRequest { Resource = new(group, "v1", plural), FieldSelector = field + "=x" };

        if (refusal is null)
        {
            Assert.Empty((await fixture.Server.ListAsync(request, EngineFixture.Token)).Items);
        }
        else
        {
            var answer = await RefusalAsync(request);
            Assert.Equal((400, "BadRequest", refusal), (answer.Code, answer.Reason, answer.Message));
        }
    }

    [Theory]
    [InlineData("metadata.name=b")]
    [InlineData("metadata.namespace=x")]
    public async Task Watch_OfOneObject_WithASelectorOfOthers_IsABadRequest(string selector)
    {
        var refusal = await RefusalAsync(new WatchRequest { Resource = ConfigMaps, Name = "a", FieldSelector = selector });

        Assert.Equal((400, "fieldSelector metadata.name doesn't match requested name"), (refusal.Code, refusal.Message));
    }

    // The selector cannot be read and the match is nonsense: what is read first is told.
    [Fact]
    public async Task List_WithSeveralMistakes_TellsTheFirstOne()
    {
        var refusal = await RefusalAsync(new ListRequest { Resource = ConfigMaps, LabelSelector = "a b", ResourceVersionMatch = "x" });
        Assert.Equal(400, refusal.Code);

        refusal = await RefusalAsync(new ListRequest { Resource = ConfigMaps, FieldSelector = "spec.x=1", ResourceVersionMatch = "x" });
        Assert.Equal(422, refusal.Code);
    }

    private static string CausesOf(KubeStatus status) => string.Join('|', status.Details!.Causes.Select(c => c.Message));

    private static async Task<KubeStatus> RefusalAsync(SelectionRequest request)
    {
        await using var fixture = await EngineFixture.StartAsync();
        var refusal = await Assert.ThrowsAsync<KubeApiException>(async () =>
        {
            if (request is ListRequest list)
            {
                await fixture.Server.ListAsync(list, EngineFixture.Token);
            }
            else
            {
                await fixture.Server.WatchAsync((WatchRequest)request, EngineFixture.Token);
            }
        });
        return refusal.Status;
    }
}
