using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Http.Audit;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Tests.Planes;
using Slipway.Kubernetes.Client;

namespace Slipway.ApiServer.Tests.Http;

public sealed class AuditLogTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("slipway-audit-");

    private string LogPath => Path.Combine(_directory.FullName, "logs", "audit.log");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task Requests_AreLogged_WhoAskedWhatAndWhatCameOfIt()
    {
        await using (var log = new AuditLog(new AuditLogOptions { Path = LogPath }, TimeProvider.System, NullLoggerFactory.Instance))
        {
            await using var front = await FrontFixture.StartAsync(o => o with { Audit = log });
            var (_, _, answer) = await front.SendAsync(
                "POST", "/api/v1/namespaces/ns/configmaps?fieldManager=%20", """{"data":{"password":"hunter2"}}""", "application/json");
            Assert.Matches("^[0-9a-f-]{36}$", Assert.Single(answer.Headers.GetValues("Audit-Id")));
            using var nobody = front.CreateClient(front.Pki.IssueClient("bob", "dev"));
            nobody.DefaultRequestHeaders.Add("Audit-Id", "mine");
            var (_, _, refused) = await front.SendAsync("GET", "/api/v1/namespaces/ns/secrets/s", client: nobody);
            Assert.Equal("mine", Assert.Single(refused.Headers.GetValues("Audit-Id")));
        }

        var events = await ReadAsync();
        Assert.Equal(2, events.Count);
        Assert.DoesNotContain("hunter2", events[0].ToJsonString(), StringComparison.Ordinal);
        var first = events[0];
        Assert.Equal(
            ("audit.k8s.io/v1", "Metadata", "ResponseComplete", "create"),
            ((string?)first["apiVersion"], (string?)first["level"], (string?)first["stage"], (string?)first["verb"]));
        Assert.Equal("/api/v1/namespaces/ns/configmaps?fieldManager=%20", (string?)first["requestURI"]);
        Assert.StartsWith(
            """{"username":"admin","groups":["system:masters","system:authenticated"],"extra":{"authentication.kubernetes.io/credential-id":["X509SHA256=""",
            first["user"]!.ToJsonString(),
            StringComparison.Ordinal);
        Assert.Equal("""{"resource":"configmaps","namespace":"ns","apiVersion":"v1"}""", first["objectRef"]!.ToJsonString());
        Assert.Equal("""{"metadata":{},"code":201}""", first["responseStatus"]!.ToJsonString());
        Assert.Equal("allow", (string?)first["annotations"]!["authorization.k8s.io/decision"]);
        Assert.Equal("127.0.0.1", ((string?)first["sourceIPs"]![0])!.Split(':')[^1]);
        Assert.Equal(("mine", "forbid"), ((string?)events[1]["auditID"], (string?)events[1]["annotations"]!["authorization.k8s.io/decision"]));
        Assert.Equal((403, "Forbidden"), ((int)events[1]["responseStatus"]!["code"]!, (string?)events[1]["responseStatus"]!["reason"]));
    }

    [Fact]
    public async Task Refusal_ThatQuotesASecret_IsLoggedByItsReasonAlone()
    {
        await using (var log = new AuditLog(new AuditLogOptions { Path = LogPath }, TimeProvider.System, NullLoggerFactory.Instance))
        {
            await using var front = await FrontFixture.StartAsync(o => o with { Audit = log });
            front.Engine.Failure = ApiErrors.InvalidPatch("""{"data":{"password":"aHVudGVyMg=="}}""", "unknown field \"dta\"");
            await front.SendAsync("PATCH", "/api/v1/namespaces/ns/secrets/s", """{"dta":{}}""", "application/merge-patch+json");
            await front.SendAsync("PATCH", "/api/v1/namespaces/ns/configmaps/c", """{"dta":{}}""", "application/merge-patch+json");
        }

        var events = await ReadAsync();
        Assert.Equal("""{"metadata":{},"status":"Failure","reason":"Invalid","code":422}""", events[0]["responseStatus"]!.ToJsonString());
        Assert.Contains("unknown field", (string?)events[1]["responseStatus"]!["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watch_IsLoggedWhenItBeginsAndWhenItEnds()
    {
        await using (var log = new AuditLog(new AuditLogOptions { Path = LogPath }, TimeProvider.System, NullLoggerFactory.Instance))
        {
            await using var front = await FrontFixture.StartAsync(o => o with { Audit = log });
            front.Engine.Events.Writer.TryWrite(new ResourceWatchEvent(WatchEventType.Added, ScriptedEngine.ConfigMap));
            front.Engine.Events.Writer.Complete();
            await front.SendAsync("GET", "/api/v1/namespaces/ns/configmaps?watch=1");
        }

        Assert.Equal(["ResponseStarted", "ResponseComplete"], (await ReadAsync()).Select(e => (string?)e["stage"]));
    }

    [Fact]
    public void Log_ThatIsFull_IsPutAside_AndOldOnesGo()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        using (var file = new AuditFile(new AuditLogOptions { Path = LogPath, MaxBytes = 10, MaxBackups = 2 }, time))
        {
            foreach (var line in new[] { "11111111\n", "22222222\n", "33333333\n", "44444444\n", "55\n" })
            {
                file.Append(System.Text.Encoding.ASCII.GetBytes(line));
                time.Advance(TimeSpan.FromSeconds(1));
            }
        }

        var kept = Directory.GetFiles(Path.GetDirectoryName(LogPath)!).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(3, kept.Count);
        Assert.Equal(["33333333\n", "44444444\n", "55\n"], kept.Select(File.ReadAllText));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(LogPath));
        }
    }

    [Fact]
    public async Task Log_ThatCannotBeWritten_IsAComplaint_AndTheServerGoesOn()
    {
        await File.WriteAllTextAsync(Path.Combine(_directory.FullName, "logs"), "in the way", TestContext.Current.CancellationToken);
        using var loggers = new RecordingLoggers();
        await using (var log = new AuditLog(new AuditLogOptions { Path = LogPath }, TimeProvider.System, loggers))
        {
            await using var front = await FrontFixture.StartAsync(o => o with { Audit = log });
            Assert.Equal(200, (await front.SendAsync("GET", "/api/v1/namespaces/ns/configmaps/a")).Code);
        }

        Assert.Contains("audit events could not be written", Assert.Single(loggers.Complaints), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_WithoutALog_NamesNoRequest()
    {
        await using var front = await FrontFixture.StartAsync();

        Assert.False((await front.SendAsync("GET", "/api/v1/namespaces/ns/configmaps/a")).Response.Headers.Contains("Audit-Id"));
    }

    private async Task<List<JsonObject>> ReadAsync() =>
        [.. (await File.ReadAllLinesAsync(LogPath, TestContext.Current.CancellationToken)).Select(line => (JsonObject)JsonNode.Parse(line)!)];
}
