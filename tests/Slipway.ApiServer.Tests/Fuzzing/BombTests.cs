namespace Slipway.ApiServer.Tests.Fuzzing;

/// <summary>
/// Bodies within the limit that are written to cost: answered in time that grows with their size. What is not linear takes minutes for these. The time is
/// that of the processors, with whatever other tests take meanwhile.
/// </summary>
public sealed class BombTests
{
    private const string Maps = "/api/v1/namespaces/default/configmaps";
    private const string Json = "application/json";
    private const string Yaml = "application/yaml";
    private const string JsonPatch = "application/json-patch+json";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private static readonly Dictionary<string, (string Method, string Type, string Body, int Code)> Bombs = new(StringComparer.Ordinal)
    {
        ["unknown fields"] = ("POST", Json, Map(Fields(100_000, i => $"\"u{i}\":1")), 201),
        ["one field again and again"] = ("POST", Json, Map($"\"data\":{{{Fields(200_000, _ => "\"a\":\"1\"")}}}"), 201),
        ["many fields twice"] = ("POST", Json, Map($"\"data\":{{{Fields(100_000, i => $"\"a{i % 50_000}\":\"1\"")}}}"), 201),
        ["managers that apply"] = ("POST", Json, Object(Managers("Apply")), 201),
        ["managers that update"] = ("POST", Json, Object(Managers("Update")), 201),
        ["a million brackets"] = ("POST", Json, Map($"\"x\":{new string('[', 1_000_000)}"), 400),
        ["a number of a million digits"] = ("POST", Json, Map($"\"x\":{new string('1', 1_000_000)}"), 201),
        ["fields below each other"] = ("POST", Json, Map($"\"x\":{string.Concat(Enumerable.Repeat("{\"a\":", 200))}1{new string('}', 201)}")[..^1], 201),
        ["a million flow sequences"] = ("POST", Yaml, new string('[', 1_000_000), 400),
        ["a million block sequences"] = ("POST", Yaml, string.Concat(Enumerable.Repeat("- ", 1_000_000)), 400),
        ["aliases of aliases"] = ("POST", Yaml, Aliases(), 400),
        ["aliases below each other"] = ("POST", Yaml, DeepAliases(), 400),
        ["merged again and again"] = ("POST", Yaml, Merges(), 400),
        ["a key of a million letters"] = ("POST", Yaml, new string('a', 1_000_000) + ": b", 400),
        ["copies of copies"] = ("PATCH", JsonPatch, Copies("/data", "/data/x"), 422),
        ["copies of lists"] = ("PATCH", JsonPatch, Copies("/data/x", "/data/x/0"), 422),
        ["moves into what is new"] = ("PATCH", JsonPatch, Moves(), 422),
        ["removals from the start"] = ("PATCH", JsonPatch, Removals(), 422),
        ["bad keys"] = ("POST", Json, Map($"\"data\":{{{Fields(150_000, i => $"\"${i}\":\"\"")}}}"), 422),
        ["bad labels"] = ("POST", Json, Object($"\"labels\":{{{Fields(150_000, i => $"\"${i}\":\"\"")}}}"), 422),
        ["operations"] = ("PATCH", JsonPatch, $"[{Fields(10_001, _ => "{\"op\":\"test\",\"path\":\"/x\"}")}]", 413),
    };

    public static TheoryData<string> Names => [.. Bombs.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Bomb_OfAnySort_IsAnsweredInTime(string name)
    {
        var (method, type, body, code) = Bombs[name];
        var server = await FuzzedServer.StartAsync();
        await server.AskAsync(new FuzzedRequest("POST", Maps, Json, Map("\"data\":{\"x\":\"y\"}").Replace("\"b\"", "\"a\"", StringComparison.Ordinal)));
        var before = Environment.CpuUsage.TotalTime;

        var answered = await server.AskAsync(new FuzzedRequest(method, method == "PATCH" ? $"{Maps}/a" : $"{Maps}?dryRun=All", type, body));

        Assert.Equal(code, answered);
        var took = Environment.CpuUsage.TotalTime - before;
        Assert.True(took < Limit, $"it took {took} of the processors");
    }

    private static string Map(string fields) => $"{{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{{\"name\":\"b\"}},{fields}}}";

    private static string Object(string metadata) => $"{{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{{\"name\":\"b\",{metadata}}}}}";

    private static string Fields(int count, Func<int, string> field) => string.Join(',', Enumerable.Range(0, count).Select(field));

    private static string Managers(string operation) => "\"managedFields\":[" + Fields(15_000, i =>
        $"{{\"manager\":\"m{i}\",\"operation\":\"{operation}\",\"apiVersion\":\"v1\",\"fieldsType\":\"FieldsV1\",\"fieldsV1\":{{\"f:a\":{{}}}}}}") + "]";

    private static string Aliases() => "a0: &a0 x\n" + string.Concat(Enumerable.Range(1, 20).Select(i => $"a{i}: &a{i} [{Fields(9, _ => $"*a{i - 1}")}]\n"));

    private static string DeepAliases() => "a0: &a0 x\n" + string.Concat(
        Enumerable.Range(1, 200).Select(i => $"a{i}: &a{i} {new string('[', 90)}*a{i - 1}{new string(']', 90)}\n"));

    private static string Merges() => $"x: &x {{{Fields(1_000, i => $"k{i}: v")}}}\n"
        + string.Concat(Enumerable.Range(0, 200).Select(i => $"y{i}: {{<<: [{Fields(20, _ => "*x")}]}}\n"));

    private static string Copies(string from, string path) => "[{\"op\":\"add\",\"path\":\"/data/x\",\"value\":[\"" + new string('b', 1_000) + "\"]},"
        + Fields(9_000, _ => $"{{\"op\":\"copy\",\"from\":\"{from}\",\"path\":\"{path}\"}}") + "]";

    private static string Moves() => "[" + Fields(3_000, _ =>
        "{\"op\":\"add\",\"path\":\"/x\",\"value\":{}},{\"op\":\"move\",\"from\":\"/data\",\"path\":\"/x/y\"},"
        + "{\"op\":\"move\",\"from\":\"/x\",\"path\":\"/data\"}") + "]";

    private static string Removals() => $"[{{\"op\":\"add\",\"path\":\"/data\",\"value\":{{{Fields(100_000, i => $"\"k{i}\":1")}}}}},"
        + Fields(9_000, i => $"{{\"op\":\"remove\",\"path\":\"/data/k{i}\"}}") + "]";
}
