using System.Net;
using System.Net.Sockets;
using System.Text;
using Slipway.ApiServer.Tests.Planes;

namespace Slipway.ApiServer.Tests.Kubectl;

/// <summary>
/// Every kubectl there is reaches into a pod. Up to 1.30 they speak SPDY, later ones WebSockets, with SPDY within them for port-forward.
/// </summary>
public sealed class KubectlStreamsTests
{
    private const string Pod = """
        apiVersion: v1
        kind: Node
        metadata: {name: n1}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: web, labels: {app: web}}
        spec: {nodeName: n1, containers: [{name: main, image: nginx, ports: [{containerPort: 7, name: echo}]}]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: {selector: {app: web}, ports: [{port: 80, targetPort: echo}]}
        """;

    public static TheoryData<string> Programs => KubectlPrograms.Found();

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Programs))]
    public async Task EveryVersion_RunsCommandsAndReadsLogs(string program)
    {
        await using var plane = await TestPlane.StartAsync();
        var kubectl = await StartPodAsync(plane, program);
        var story = new KubectlStory(kubectl);

        await story.StepAsync("exec web -- echo hello there", "^hello there\n$");
        await story.StepAsync("exec -i web -- cat", "^typed\n$", "typed\n");
        await story.StepAsync("exec web -- complain bitterly", "^bitterly\ncommand terminated with exit code 1\n$", exit: 1);
        await story.StepAsync("exec web -- exit 3", "command terminated with exit code 3", exit: 3);
        await story.StepAsync(
            "exec web -- ls", "Internal error occurred: error executing command in container: no ls in main", exit: 1);
        await story.StepAsync("exec web -c other -- ls", "container other is not valid for pod web|container not found", exit: 1);
        await story.StepAsync("attach web", "error attaching to container: no process in main", exit: 1);
        await story.StepAsync("logs web", "^main 1\nmain 2\nmain 3\n$");
        await story.StepAsync("logs web --tail=1 --timestamps", "^1970-01-01T03:00:00.000000000Z main 3\n$");
        await story.StepAsync("logs web --since-time=1970-01-01T02:00:00Z", "^main 2\nmain 3\n$");
        await story.StepAsync("logs web --previous", @"previous terminated container ""main"" in pod ""web"" not found", exit: 1);
        await story.StepAsync("cp web:/etc/hosts hosts", "no tar in main", exit: 1);

        Assert.True(story.Failures.Count == 0, string.Join('\n', story.Failures));
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Programs))]
    public async Task EveryVersion_ForwardsPorts(string program)
    {
        await using var plane = await TestPlane.StartAsync();
        var kubectl = await StartPodAsync(plane, program);

        foreach (var target in new[] { "pod/web :7", "svc/web :80" })
        {
            using var forward = PortForward.Start(kubectl, target);
            var port = await forward.PortAsync();
            for (var i = 0; i < 3; i++)
            {
                Assert.Equal($"{target} {i}", await EchoAsync(port, $"{target} {i}"));
            }
        }

        using var refused = PortForward.Start(kubectl, "pod/web :8");
        Assert.Equal("", await EchoAsync(await refused.PortAsync(), "nobody"));
        await refused.ErrorAsync("pod default/web does not listen at 8");
    }

    private static async Task<Kubectl> StartPodAsync(TestPlane plane, string program)
    {
        var kubectl = new Kubectl(plane.KubeconfigPath, program);
        await kubectl.RunAsync("create -f -", Pod);
        await kubectl.RunAsync("""patch pod web --subresource=status --type=merge -p {"status":{"phase":"Running"}}""");
        return kubectl;
    }

    /// <summary>Sends a text and ends; gives what comes back until the other side ends, too.</summary>
    private static async Task<string> EchoAsync(int port, string text)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, cancellation);
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream);
        try
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellation);
            stream.Socket.Shutdown(SocketShutdown.Send);
            return await reader.ReadToEndAsync(cancellation).WaitAsync(TimeSpan.FromSeconds(20), cancellation);
        }
        catch (IOException)
        {
            return "";
        }
    }
}
