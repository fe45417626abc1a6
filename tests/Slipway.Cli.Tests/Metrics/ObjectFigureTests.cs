using System.Text.Json;
using Slipway.ApiServer.Metrics;
using Slipway.Cli.Metrics;

namespace Slipway.Cli.Tests.Metrics;

public sealed class ObjectFigureTests
{
    private const string Machine = """
        {"metadata":{"name":"m","annotations":{"cluster.x-k8s.io/paused":"true"},
           "ownerReferences":[{"kind":"MachineSet","name":"s","uid":"u","controller":true},{"kind":"Other","name":"o","uid":"v"}]},
         "spec":{"surge":"25%","count":3,"paused":true},
         "status":{"phase":"Running","expires":"1970-01-02T00:00:00Z",
           "conditions":[{"type":"Ready","status":"False","lastTransitionTime":"1970-01-01T00:01:00Z"}]}}
        """;

    public static TheoryData<string, string[]> Figures => new()
    {
        { "count", ["f{a=\"b\"} 3"] },
        { "surge", ["f{a=\"b\"} 0.25"] },
        { "expires", ["f{a=\"b\"} 86400"] },
        { "paused", ["f{a=\"b\"} 1"] },
        { "zero", ["f{a=\"b\"} 0"] },
        { "absent", [] },
        { "annotation", ["f{a=\"b\",paused_value=\"true\"} 1"] },
        { "phase", ["f{a=\"b\",phase=\"Pending\"} 0", "f{a=\"b\",phase=\"Running\"} 1"] },
        { "owner", ["f{a=\"b\",kind=\"MachineSet\",controls=\"true\"} 1", "f{a=\"b\",kind=\"Other\",controls=\"\"} 1"] },
        {
            "conditions",
            [
                "f{a=\"b\",type=\"Ready\",status=\"True\"} 0", "f{a=\"b\",type=\"Ready\",status=\"False\"} 1",
                "f{a=\"b\",type=\"Ready\",status=\"Unknown\"} 0",
            ]
        },
        { "since", ["f{a=\"b\",type=\"Ready\",status=\"False\"} 60"] },
    };

    [Theory]
    [MemberData(nameof(Figures))]
    public void Figure_OfAnObject_IsToldAsKubeStateMetricsTellsIt(string figure, string[] samples)
    {
        using var document = JsonDocument.Parse(Machine);
        var text = new MetricText();

        Figure(figure).Write(text, "f", document.RootElement, [("a", "b")]);

        Assert.Equal(samples, text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private static ObjectFigure Figure(string name) => name switch
    {
        "count" => new GaugeFigure("f", "", "spec.count"),
        "surge" => new GaugeFigure("f", "", "spec.surge"),
        "expires" => new GaugeFigure("f", "", "status.expires"),
        "paused" => new GaugeFigure("f", "", "spec.paused"),
        "zero" => new GaugeFigure("f", "", "spec.nothing", ZeroWhenAbsent: true),
        "absent" => new GaugeFigure("f", "", "spec.nothing"),
        "annotation" => new InfoFigure("f", "", "metadata.annotations/cluster.x-k8s.io/paused", ("paused_value", "")),
        "phase" => new StateFigure("f", "", "status.phase", "phase", "Pending", "Running"),
        "owner" => new InfoFigure("f", "", "metadata.ownerReferences", ("kind", "kind"), ("controls", "controller")),
        "conditions" => new ConditionFigure("f", "", TellsTime: false),
        _ => new ConditionFigure("f", "", TellsTime: true),
    };
}
