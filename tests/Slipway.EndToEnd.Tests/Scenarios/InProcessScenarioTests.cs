using Slipway.EndToEnd.Tests.Planes;

namespace Slipway.EndToEnd.Tests.Scenarios;

public sealed class InProcessScenarioTests() : ScenarioTests(Transport.InProcess);
