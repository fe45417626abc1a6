using System.Text;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Storage;
using Slipway.Kubernetes.Errors;

namespace Slipway.ApiServer.Tests.Engine;

public sealed class ListPagingTests : IAsyncLifetime
{
    private static readonly ResourceReference ConfigMaps = new("", "v1", "configmaps");

    private EngineFixture _fixture = null!;

    public async ValueTask InitializeAsync()
    {
        _fixture = await EngineFixture.StartAsync(store: new StoreOptions { HistoryLimit = 20 });
        foreach (var name in new[] { "a", "b", "c", "d" })
        {
            await _fixture.CreateAsync(EngineFixture.ConfigMap(name));
        }
    }

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Theory]
    [InlineData("default")]
    [InlineData("")]
    public async Task Pages_AllTogether_AreTheListOfTheFirstMoment(string ns)
    {
        var whole = await ListAsync(new ListRequest { Resource = ConfigMaps, Namespace = ns });
        var names = new List<string>();
        var token = "";
        do
        {
            var page = await ListAsync(new ListRequest { Resource = ConfigMaps, Namespace = ns, Limit = 3, Continue = token });
            Assert.Equal(whole.ResourceVersion, page.ResourceVersion);
            names.AddRange(page.Items.Select(o => o.Metadata.Name));
            token = page.Continue;
            await _fixture.CreateAsync(EngineFixture.ConfigMap("b" + names.Count));
        }
        while (token.Length > 0);

        Assert.Equal(whole.Items.Select(o => o.Metadata.Name), names);
    }

    [Fact]
    public async Task Page_TellsHowManyAreLeft_WithoutASelectorOnly()
    {
        var counted = await ListAsync(new ListRequest { Resource = ConfigMaps, Namespace = "default", Limit = 3 });
        var selected = await ListAsync(new ListRequest { Resource = ConfigMaps, Namespace = "default", Limit = 3, LabelSelector = "!x" });

        Assert.Equal((1L, null), (counted.RemainingItemCount, selected.RemainingItemCount));
        Assert.NotEqual("", selected.Continue);
    }

    // What follows is not looked at, so a further page may turn out to be empty.
    [Fact]
    public async Task Page_ThatASelectorFills_HasANextOneWhileObjectsFollow()
    {
        var selector = "metadata.name!=c,metadata.name!=d";
        var first = await ListAsync(new ListRequest { Resource = ConfigMaps, Namespace = "default", Limit = 2, FieldSelector = selector });
        var second = await ListAsync(new ListRequest
        {
            Resource = ConfigMaps, Namespace = "default", Limit = 2, FieldSelector = selector, Continue = first.Continue,
        });

        Assert.Equal(["a", "b"], first.Items.Select(o => o.Metadata.Name));
        Assert.Empty(second.Items);
        Assert.Equal("", second.Continue);
    }

    [Fact]
    public async Task List_AtVersionZero_IsNotPaged()
    {
        var list = await ListAsync(new ListRequest { Resource = ConfigMaps, Namespace = "default", Limit = 1, ResourceVersion = "0" });

        Assert.Equal((4, ""), (list.Items.Count, list.Continue));
    }

    [Fact]
    public async Task List_AtAVersion_IsThatMomentWhenExact_AndTheNewestOtherwise()
    {
        var then = (await ListAsync(new ListRequest { Resource = ConfigMaps, Namespace = "default" })).ResourceVersion;
        await _fixture.CreateAsync(EngineFixture.ConfigMap("e"));
        var at = new ListRequest { Resource = ConfigMaps, Namespace = "default", ResourceVersion = then };

        Assert.Equal(4, (await ListAsync(at with { ResourceVersionMatch = "Exact" })).Items.Count);
        Assert.Equal(5, (await ListAsync(at with { ResourceVersionMatch = "NotOlderThan" })).Items.Count);
        Assert.Equal(5, (await ListAsync(at)).Items.Count);

        // With a limit a version alone has always meant exactly that one.
        Assert.Equal(then, (await ListAsync(at with { Limit = 9 })).ResourceVersion);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Exact")]
    [InlineData("NotOlderThan")]
    public async Task List_OfTheFuture_TimesOut(string match)
    {
        var refusal = await RefusalAsync(new ListRequest { Resource = ConfigMaps, ResourceVersion = "999999", ResourceVersionMatch = match });

        Assert.Equal((504, "Timeout"), (refusal.Code, refusal.Reason));
        Assert.Equal($"Timeout: Too large resource version: 999999, current: {_fixture.Store.Revision}", refusal.Message);
        Assert.Equal("ResourceVersionTooLarge", Assert.Single(refusal.Details!.Causes).Reason);
        Assert.Equal(1, refusal.Details.RetryAfterSeconds);
    }

    [Fact]
    public async Task List_AtAVersionThatIsNotKept_IsExpired()
    {
        var then = (await ListAsync(new ListRequest { Resource = ConfigMaps })).ResourceVersion;
        await ForgetAsync();

        var refusal = await RefusalAsync(new ListRequest { Resource = ConfigMaps, ResourceVersion = then, ResourceVersionMatch = "Exact" });

        Assert.Equal((410, "Expired", "The resourceVersion for the provided list is too old."), (refusal.Code, refusal.Reason, refusal.Message));
    }

    [Fact]
    public async Task Page_OfAMomentThatIsNotKept_IsExpired_AndItsTokenGoesOnNow()
    {
        var first = await ListAsync(new ListRequest { Resource = ConfigMaps, Namespace = "default", Limit = 2 });
        await ForgetAsync();

        var next = new ListRequest { Resource = ConfigMaps, Namespace = "default", Limit = 2, Continue = first.Continue };
        var refusal = await RefusalAsync(next);
        Assert.Equal((410, "Expired"), (refusal.Code, refusal.Reason));
        Assert.StartsWith(
            "The provided continue parameter is too old to display a consistent list result.", refusal.Message, StringComparison.Ordinal);

        var rest = await ListAsync(next with { Continue = refusal.Continue! });
        Assert.Equal(["c", "d"], rest.Items.Select(o => o.Metadata.Name));
        Assert.NotEqual(first.ResourceVersion, rest.ResourceVersion);
    }

    [Theory]
    [InlineData("*", ": illegal base64 data at input byte 0")]
    [InlineData("abcde", ": illegal base64 data at input byte 4")]
    [InlineData("e30=", ": illegal base64 data at input byte 3")]
    [InlineData("abc", ": invalid character 'i' looking for beginning of value")]
    [InlineData("{", ": unexpected end of JSON input", true)]
    [InlineData("{}", ": server does not recognize this encoded version ", true)]
    [InlineData("null", ": server does not recognize this encoded version ", true)]
    [InlineData("""{"v":"v2"}""", ": server does not recognize this encoded version v2", true)]
    [InlineData("""{"v":1}""", ": json: cannot unmarshal number into Go struct field continueToken.v of type string", true)]
    [InlineData("""{"rv":"1"}""", ": json: cannot unmarshal string into Go struct field continueToken.rv of type int64", true)]
    [InlineData("""{"rv":1.5}""", ": json: cannot unmarshal number 1.5 into Go struct field continueToken.rv of type int64", true)]
    [InlineData("[]", ": json: cannot unmarshal array into Go value of type storage.continueToken", true)]
    [InlineData("""{"v":"meta.k8s.io/v1"}""", ": incorrect encoded start resourceVersion (version meta.k8s.io/v1)", true)]
    [InlineData("""{"v":"meta.k8s.io/v1","rv":1}""", ": encoded start key empty (version meta.k8s.io/v1)", true)]
    [InlineData("""{"v":"meta.k8s.io/v1","rv":1,"start":"../x"}""", ": ../x", true)]
    [InlineData("""{"v":"meta.k8s.io/v1","rv":1,"start":"a//x"}""", ": a//x", true)]
    public async Task Token_ThatIsNoneOfOurs_IsABadRequest(string token, string why, bool encode = false)
    {
        var text = encode ? Convert.ToBase64String(Encoding.UTF8.GetBytes(token)).TrimEnd('=').Replace('+', '-').Replace('/', '_') : token;

        var refusal = await RefusalAsync(new ListRequest { Resource = ConfigMaps, Continue = text });

        Assert.Equal(
            (400, "BadRequest", "invalid continue token: continue key is not valid" + why), (refusal.Code, refusal.Reason, refusal.Message));
    }

    [Fact]
    public async Task Token_TogetherWithAVersion_IsABadRequest()
    {
        var page = await ListAsync(new ListRequest { Resource = ConfigMaps, Limit = 1 });

        var refusal = await RefusalAsync(new ListRequest { Resource = ConfigMaps, Continue = page.Continue, ResourceVersion = "5" });

        Assert.Equal((400, "specifying resource version is not allowed when using continue"), (refusal.Code, refusal.Message));
    }

    private async Task ForgetAsync()
    {
        for (var i = 0; i < 25; i++)
        {
            await _fixture.MergeAsync("a", $$"""{"data":{"i":"{{i}}"} }""");
        }
    }

    private async Task<ListResult> ListAsync(ListRequest request) => await _fixture.Server.ListAsync(request, EngineFixture.Token);

    private async Task<KubeStatus> RefusalAsync(ListRequest request) =>
        (await Assert.ThrowsAsync<KubeApiException>(() => ListAsync(request))).Status;
}
