namespace Slipway.ApiServer.Tests.Recorded;

/// <summary>
/// Asks a plane what a real kube-apiserver 1.36 was asked, and compares every answer: status code, body, and error texts.
/// A case is a document in <c>cases/*.yaml</c>; what was answered to it is in <c>golden/NAME.json</c>.
/// </summary>
/// <remarks>
/// <para>
/// A case has a <c>name</c>, <c>steps</c>, and under <c>cleanup</c> the paths of cluster-scoped objects that it makes; all cases share one
/// server, so those need names that no other case uses. It runs in a namespace of its own. A step:
/// <c>do</c> ("METHOD /path?query"; {ns} is the namespace, {x} what was saved as x), <c>body</c> (YAML, sent as JSON) or <c>text</c> (sent as
/// it stands), <c>type</c> and <c>accept</c> (application/json), <c>save</c> ({x: path.in.answer}), <c>watch</c> (how many events to read),
/// <c>eventually</c> (ask again until the answer is right), <c>only</c> and <c>ignore</c> (paths in the answer).
/// </para>
/// <para>
/// To record: write the case into a folder of its own, run <c>../shared/oracle/kube-api/replay.py --kubeconfig REAL --cases DIR --record
/// DIR/golden</c> against a kube-apiserver, look the answers through (nothing of that machine or of its distribution may be in them: leave such
/// parts out with <c>ignore</c>), copy the YAML file here, and bring its goldens with <c>eng/recorded/compact.py DIR/golden golden/</c>, which
/// writes one answer a line. Quote <c>Y</c>, <c>N</c>, <c>on</c> and <c>off</c>: YAML readers disagree about them. The folder is to stay below 640 KB.
/// </para>
/// </remarks>
public sealed class RecordedCasesTests(RecordedPlane plane) : IClassFixture<RecordedPlane>
{
    private const int LargestFolder = 640 * 1024;

    public static TheoryData<string, string> Cases => [.. RecordedCase.Names().Select(c => (c.File, c.Name))];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Replay_OfACase_AnswersAsRecorded(string file, string name)
    {
        var differences = await new CaseReplay(plane, RecordedCase.Read(file, name)).RunAsync(TestContext.Current.CancellationToken);

        Assert.True(differences.Count == 0, $"{name}:\n{string.Join('\n', differences)}");
    }

    [Fact]
    public void Recordings_AreComplete_SmallAndOfNoMachine()
    {
        var goldens = Directory.GetFiles(RecordedCase.Golden);
        var foreign = goldens.Where(g => new[] { "LS0tLS1CRUdJTi", "-----BEGIN", "/tmp/", "127.0.0.1" }.Any(File.ReadAllText(g).Contains));

        Assert.Equal(RecordedCase.Names().Select(c => c.Name).Order(), goldens.Select(g => Path.GetFileNameWithoutExtension(g)).Order());
        Assert.Empty(foreign);
        Assert.InRange(goldens.Concat(Directory.GetFiles(RecordedCase.Cases)).Sum(f => new FileInfo(f).Length), 0, LargestFolder);
    }
}
